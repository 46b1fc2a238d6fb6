import { Worker } from 'node:worker_threads';
import type { DocumentStore } from './documentStore.ts';
import { errorFrom, type ErrorDescription } from './threadErrors.ts';

type Method = keyof DocumentStore;

/** A call as it goes to the log's thread. */
export interface Ask {
  id: number;
  method: Method;
  args: readonly unknown[];
}

/** What comes back. Number 0 says whether the store could be opened. */
export type Answer = { id: number; value: unknown } | { id: number; error: ErrorDescription };

interface Pending {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** Starts a thread that serves the store at a path. */
export type StartThread = (path: string) => Worker;

const startThread: StartThread = (path) =>
  new Worker(new URL('./logThread.ts', import.meta.url), { workerData: path, name: 'document log' });

/**
 * Opens the document store in a thread of its own, so that the event loop never waits for the disk. Throws what
 * `sqliteDocumentStore` throws.
 */
export async function openDocumentStore(path: string, start = startThread): Promise<DocumentStore> {
  const store = new ThreadedDocumentStore(path, start);
  await store.opened();
  return store;
}

/**
 * The near end of the log's thread. Should the thread die, what it was doing fails with an error that is not
 * `storage.unavailable`: it may or may not be on disk, so rooms start again from there. The next call starts a new one.
 */
class ThreadedDocumentStore implements DocumentStore {
  #path: string;
  #start: StartThread;
  #thread: { worker: Worker; opened: Promise<unknown> } | null = null;
  #pending = new Map<number, Pending>();
  #asked = 0;
  #ended: Promise<void> | null = null;

  constructor(path: string, start: StartThread) {
    this.#path = path;
    this.#start = start;
  }

  /** Resolves when the store can be used. */
  async opened(): Promise<void> {
    await this.#running().opened;
  }

  create: DocumentStore['create'] = (document) => this.#ask('create', document);
  exists: DocumentStore['exists'] = (name) => this.#ask('exists', name);
  load: DocumentStore['load'] = (name) => this.#ask('load', name);
  append: DocumentStore['append'] = (batches) => this.#ask('append', batches);
  fold: DocumentStore['fold'] = (name, snapshot) => this.#ask('fold', name, snapshot);
  heavy: DocumentStore['heavy'] = (idleMs) => this.#ask('heavy', idleMs);
  replace: DocumentStore['replace'] = (document) => this.#ask('replace', document);
  tryWrite: DocumentStore['tryWrite'] = () => this.#ask('tryWrite');
  wipe: DocumentStore['wipe'] = () => this.#ask('wipe');
  names: DocumentStore['names'] = (beginning) => this.#ask('names', beginning);
  remove: DocumentStore['remove'] = (name) => this.#ask('remove', name);
  backUp: DocumentStore['backUp'] = (path) => this.#ask('backUp', path);

  close(): Promise<void> {
    this.#ended ??= this.#thread ? this.#ask('close') : Promise.resolve();
    return this.#ended;
  }

  async #ask<M extends Method>(method: M, ...args: Parameters<DocumentStore[M]>): Promise<Answered<M>> {
    if (this.#ended) throw new Error('the document store is closed');
    const { worker, opened } = this.#running();
    await opened;
    return (await this.#call(worker, method, args)) as Answered<M>;
  }

  #call(worker: Worker, method: Method, args: readonly unknown[]): Promise<unknown> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      worker.postMessage({ id, method, args } satisfies Ask);
    });
  }

  #running(): { worker: Worker; opened: Promise<unknown> } {
    if (this.#thread) return this.#thread;
    const worker = this.#start(this.#path);
    const opened = new Promise((resolve, reject) => this.#pending.set(0, { resolve, reject }));
    opened.catch(() => undefined); // whoever asks gets it too
    const thread = { worker, opened };
    this.#thread = thread;
    worker.on('message', (answer: Answer) => this.#answered(answer));
    worker.on('error', () => undefined); // the exit that follows says it all
    worker.once('exit', () => {
      if (this.#thread === thread) this.#thread = null;
      for (const { reject } of this.#pending.values()) reject(new Error('the thread of the document log ended'));
      this.#pending.clear();
    });
    return thread;
  }

  #answered(answer: Answer): void {
    const pending = this.#pending.get(answer.id);
    this.#pending.delete(answer.id);
    if ('error' in answer) pending?.reject(errorFrom(answer.error));
    else pending?.resolve(answer.value);
  }
}

type Answered<M extends Method> = Awaited<ReturnType<DocumentStore[M]>>;
