import { pino } from 'pino';

type Write = (facts: Readonly<Record<string, unknown>>, message: string) => void;

/** Structured lines for the operator. No personal data and no text of a card goes into any of them. */
export interface Log {
  debug: Write;
  info: Write;
  warn: Write;
  error: Write;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Writes JSON lines to standard error, so that what a command prints stays its own. */
export function openLog(level: LogLevel): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** Says nothing. For tests and for commands whose output is their result. */
export const SILENT: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
