import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { Batch, DocumentStore } from '../../server/sync/persistence/documentStore.ts';

/** A real store with a hand on the tap: appends can be stopped, refused as a full disk would, and counted. */
export class FailingStore implements DocumentStore {
  /** What happens to appends. */
  mode: 'works' | 'refuses' | 'waits' = 'works';
  refused = 0;
  appended: Batch[] = [];
  loads = 0;
  #inner: DocumentStore;
  #goOn: (() => void)[] = [];

  constructor(inner: DocumentStore) {
    this.#inner = inner;
  }

  /** Appends that wait. */
  get waiting(): number {
    return this.#goOn.length;
  }

  /** Lets what waits through, and what follows. */
  letThrough(): void {
    this.mode = 'works';
    for (const goOn of this.#goOn.splice(0)) goOn();
  }

  async append(batches: readonly Batch[]): Promise<void> {
    if (this.mode === 'refuses') {
      this.refused += 1;
      throw new DomainError('storage.unavailable');
    }
    if (this.mode === 'waits') await new Promise<void>((done) => this.#goOn.push(done));
    await this.#inner.append(batches);
    this.appended.push(...batches);
  }

  load(name: string) {
    this.loads += 1;
    return this.#inner.load(name);
  }

  create: DocumentStore['create'] = (document) => this.#inner.create(document);
  exists: DocumentStore['exists'] = (name) => this.#inner.exists(name);
  fold: DocumentStore['fold'] = (name, snapshot) => this.#inner.fold(name, snapshot);
  heavy: DocumentStore['heavy'] = (idleMs) => this.#inner.heavy(idleMs);
  replace: DocumentStore['replace'] = (document) => this.#inner.replace(document);
  tryWrite: DocumentStore['tryWrite'] = () => this.#inner.tryWrite();
  wipe: DocumentStore['wipe'] = () => this.#inner.wipe();
  names: DocumentStore['names'] = (beginning) => this.#inner.names(beginning);
  remove: DocumentStore['remove'] = (name) => this.#inner.remove(name);
  backUp: DocumentStore['backUp'] = (path) => this.#inner.backUp(path);
  close: DocumentStore['close'] = () => this.#inner.close();
}
