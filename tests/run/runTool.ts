import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

/** How many checks of a suite held. A suite that could not run counts as one failed. */
export interface Outcome {
  passed: number;
  failed: number;
}

const BIN = resolve('node_modules/.bin');

/** Runs one of the project's tools with its output shown. Resolves with its exit code; rejects when it cannot start. */
export function exitCodeOf(tool: string, args: readonly string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolveCode, reject) => {
    const child = spawn(tool, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PATH: `${BIN}${delimiter}${process.env['PATH'] ?? ''}`, ...env },
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => resolveCode(signal ? 1 : (code ?? 1)));
  });
}

/** A tool whose exit code is its whole answer: one check. */
export async function runTool(tool: string, args: readonly string[]): Promise<Outcome> {
  const ok = (await exitCodeOf(tool, args)) === 0;
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}
