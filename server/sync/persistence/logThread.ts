/** The document log's own thread: opens the store it is told of and does what the other side asks, in order of asking. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, Ask } from './threadedDocumentStore.ts';
import { describeError } from './threadErrors.ts';
import { sqliteDocumentStore } from './sqliteDocumentStore.ts';

const port = parentPort;
if (!port) throw new Error('the log thread has nobody to answer');
const tell = (answer: Answer) => port.postMessage(answer);

try {
  const store = sqliteDocumentStore(String(workerData));
  port.on('message', ({ id, method, args }: Ask) => {
    // The two ends share one interface, so the arguments fit the method; the compiler cannot see across the thread.
    const run = store[method].bind(store) as (...values: readonly unknown[]) => Promise<unknown>;
    run(...args).then(
      (value) => {
        tell({ id, value });
        if (method === 'close') port.close();
      },
      (error: unknown) => tell({ id, error: describeError(error) }),
    );
  });
  tell({ id: 0, value: 'open' });
} catch (error) {
  tell({ id: 0, error: describeError(error) });
  port.close();
}
