import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { pathsIn } from '../storage/dataFolder.ts';
import { CommandError } from './command.ts';

const answerSchema = v.object({ ok: v.boolean(), words: v.string() });
export type Answer = v.InferOutput<typeof answerSchema>;

/** Hands a command to the server of a data folder. Null when none answers there. */
export function askServer(dataDir: string, args: readonly string[]): Promise<Answer | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(pathsIn(dataDir).control);
    socket.once('error', () => resolve(null));
    socket.once('connect', () => {
      socket.write(`${JSON.stringify({ args, cwd: process.cwd() })}\n`);
      createInterface({ input: socket })
        .once('line', (line) => resolve(v.parse(answerSchema, JSON.parse(line))))
        .once('close', () => reject(new CommandError('The server ended before it answered. Try again.')));
    });
  });
}
