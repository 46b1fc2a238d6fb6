import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child } from '../children.ts';
import type { Contestant } from '../contestants.ts';
import type { LoadCalls } from '../load/load.ts';
import type { ServerCalls } from '../servers/serve.ts';

export type ServerProcess = Child<ServerCalls>;
export type LoadProcess = Child<LoadCalls>;

/** A server and its visitors, each in a process of their own, with a folder that goes with them. */
export interface Stand {
  server: ServerProcess;
  load: LoadProcess;
  port: number;
  /** Ends the server and starts a new one on what it left behind. */
  restart(): Promise<{ server: ServerProcess; port: number }>;
}

const folders = new Set<string>();
process.on('exit', () => folders.forEach(remove));

/** Sets everything up for one measurement, and takes it down whatever comes of it. */
export async function atStand<T>(
  contestant: Contestant,
  rooms: readonly string[],
  measure: (stand: Stand) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-bench-'));
  folders.add(folder);
  const load: LoadProcess = new Child(new URL('../load/load.ts', import.meta.url));
  let server: ServerProcess = new Child(contestant.file);
  const start = () => server.ask('start', { folder, rooms });
  const restart = async () => {
    await server.ask('stop', null);
    await server.end();
    server = new Child(contestant.file);
    return { server, port: await start() };
  };
  try {
    const port = await start();
    return await measure({ server, load, port, restart });
  } finally {
    await load.end();
    await server.end();
    remove(folder);
    folders.delete(folder);
  }
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
