import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { answer } from '../children.ts';

export interface Setting {
  /** An own folder for whatever it keeps. */
  folder: string;
  /** The documents people will ask for. */
  rooms: readonly string[];
}

export interface Running {
  port: number;
  /** Writes what it has not written yet and ends. */
  stop: () => Promise<void>;
}

/** What each server's process answers. */
export interface ServerCalls {
  /** Starts listening on the loopback address; the port. */
  start(setting: Setting): Promise<number>;
  /** Processor time so far, user and system, all threads, in microseconds. */
  usage(value: null): Promise<number>;
  /** Resident memory after collecting garbage, in bytes. */
  memory(value: null): Promise<number>;
  /** Starts to note where the main thread spends its time, or writes what was noted to a file. */
  profile(file: string | null): Promise<void>;
  stop(value: null): Promise<void>;
}

/** Collections in a row: what a finaliser lets go is found by the next one. */
const COLLECTIONS = 4;

/** Offers a server to the bench, as a process of its own. */
export function serve(start: (setting: Setting) => Promise<Running>): void {
  let running: Running | null = null;
  const stop = async () => {
    const stopping = running;
    running = null;
    await stopping?.stop();
  };
  answer<ServerCalls>(
    {
      start: async (setting) => {
        running = await start(setting);
        return running.port;
      },
      usage: async () => {
        const { user, system } = process.cpuUsage();
        return user + system;
      },
      memory: async () => {
        for (let round = 0; round < COLLECTIONS; round++) {
          await globalThis.gc?.({ type: 'major', execution: 'async', flavor: 'last-resort' });
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        return process.memoryUsage.rss();
      },
      profile,
      stop,
    },
    stop,
  );
}

const inspector = new Session();

async function profile(file: string | null): Promise<void> {
  if (file === null) {
    inspector.connect();
    await inspector.post('Profiler.enable');
    await inspector.post('Profiler.start');
    return;
  }
  const { profile: noted } = await inspector.post('Profiler.stop');
  await writeFile(file, JSON.stringify(noted));
  inspector.disconnect();
}
