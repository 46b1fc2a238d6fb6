/**
 * A sync server in a process of its own, to be killed and measured. Loads first, then does what each line on standard
 * input says and answers with a line: `open FOLDER` with the server's address, `heap` with the bytes in use after
 * collecting garbage (start it with --expose-gc).
 */
import { createInterface } from 'node:readline';
import { openDocumentStore } from '../../server/sync/persistence/threadedDocumentStore.ts';
import { startSyncWorld } from './syncWorld.ts';

const PEOPLE = {
  ana: 'contributor',
  ben: 'contributor',
  cem: 'contributor',
  dee: 'contributor',
  eve: 'contributor',
  vic: 'viewer',
} as const;

for await (const line of createInterface({ input: process.stdin })) {
  const [order, folder] = line.split(' ', 2);
  if (order === 'open' && folder) {
    const world = await startSyncWorld({ folder, people: PEOPLE, openStore: openDocumentStore });
    process.stdout.write(`${world.url}\n`);
  } else if (order === 'heap') process.stdout.write(`${await heapInUse()}\n`);
  else throw new Error(`what is "${line}"?`);
}

async function heapInUse(): Promise<number> {
  globalThis.gc?.();
  await new Promise((done) => setImmediate(done)); // finalizers run between turns
  globalThis.gc?.();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + Math.max(external, arrayBuffers);
}
