import { chmod, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { isDomainError } from '../../src/lib/domain/shared/errors.ts';
import type { App } from '../app.ts';
import { pathsIn } from '../storage/dataFolder.ts';
import type { Answer } from './askServer.ts';
import { CommandError } from './command.ts';
import { readCommand } from './commands.ts';

const requestSchema = v.object({ args: v.array(v.string()), cwd: v.string() });

/** Longest path of a local socket on every system we run on, in bytes. */
const LONGEST_SOCKET_PATH = 103;

/**
 * Lets commands reach the running server over a socket that only this user may open. One line of JSON each way. The
 * caller holds the data folder's lease, so a socket that lies there was left by a server that is gone.
 */
export async function openControl(app: App): Promise<{ close(): Promise<void> }> {
  const path = pathsIn(app.config.dataDir).control;
  if (Buffer.byteLength(path) > LONGEST_SOCKET_PATH) {
    app.log.warn(
      { path },
      'the path of the data folder is too long for a control socket: commands need the server ended',
    );
    return { close: () => Promise.resolve() };
  }
  await rm(path, { force: true });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    createInterface({ input: socket }).once('line', (line) => {
      void answer(app, line).then((reply) => socket.end(`${JSON.stringify(reply)}\n`));
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  await chmod(path, 0o600);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function answer(app: App, line: string): Promise<Answer> {
  try {
    const { args, cwd } = v.parse(requestSchema, JSON.parse(line));
    return { ok: true, words: await runCommand(args, { app, cwd }) };
  } catch (error) {
    if (!(error instanceof CommandError)) app.log.error({ err: error }, 'a command failed');
    return { ok: false, words: wordsFor(error) };
  }
}

/** Runs a command on an App. Throws `CommandError` or what the use case threw. */
export function runCommand(args: readonly string[], context: { app: App; cwd: string }): Promise<string> {
  const { command, input } = readCommand(args);
  return command.run(input, context);
}

/** What went wrong with a command, for the operator. */
export function wordsFor(error: unknown): string {
  if (!isDomainError(error)) return error instanceof Error ? error.message : String(error);
  const faults = Object.entries(error.fields).map(([field, fault]) => `${field}: ${fault}`);
  if (faults.length > 0) return `That cannot be used. ${faults.join('; ')}`;
  return error.code === 'notFound'
    ? 'There is no such thing here. Check the names you gave.'
    : `Refused: ${error.code}`;
}
