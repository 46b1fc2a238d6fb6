import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodeFrame, decodeUpdate } from '../../server/sync/decode.ts';
import { DEFAULT_LIMITS } from '../../server/sync/limits.ts';
import { OpenDocument } from '../../server/sync/openDocument.ts';
import type { Chance } from '../support/chance.ts';
import { seededChance } from '../support/chance.ts';
import { sized } from '../support/tortureSize.ts';
import { hostileMessage } from './hostileMessages.ts';

/** A document that only a hostile writer has touched, and all it would have written to the log. */
class HostileDocument {
  readonly log: Uint8Array[];
  readonly open: OpenDocument;

  constructor() {
    const base = new Y.Doc();
    base.getMap('meta').set('format', 1);
    this.log = [Y.encodeStateAsUpdate(base)];
    const clients = new Map([[base.clientID, '']]);
    const counts = { generation: 1, rows: 1, logBytes: 0, snapshotBytes: 0 };
    const empty = {
      earlierClients: new Set<number>(),
      colours: new Map(),
      removed: new Map(),
      keptOff: new Set<string>(),
    };
    this.open = new OpenDocument('board/b', { ...counts, ...empty, updates: this.log, clients }, DEFAULT_LIMITS);
  }

  /** One turn of some messages, mostly made from what the document holds. */
  turn(any: Chance): void {
    const doc = new Y.Doc();
    if (any.odds(0.8)) Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.open.doc));
    doc.clientID = 6_000 + any.below(16);
    const messages = Array.from({ length: 1 + any.below(6) }, () => hostileMessage({ any, doc, victims: [111, 222] }));
    this.open.together(() => messages.forEach((message) => typeof message !== 'string' && this.#take(message)));
    doc.destroy();
    const batch = this.open.takeBatch()?.batch;
    if (batch) this.open.committed(batch);
    if (batch?.update) this.log.push(batch.update);
  }

  /** The log from now on: the document as a snapshot of it would be. */
  fold(): void {
    this.log.splice(0, this.log.length, Y.encodeStateAsUpdate(this.open.doc));
  }

  #take(message: Uint8Array): void {
    const bytes = attempt(() => decodeFrame(message));
    if (bytes?.is !== 'document') return;
    const decoded = attempt(() => decodeUpdate(bytes.update));
    if (!decoded) return;
    const sent = { bytes: bytes.update, decoded };
    const judgement = this.open.judge(sent, { actor: 'eve', mayWrite: true });
    if (judgement.is === 'apply') this.open.apply(sent, { actor: 'eve', writers: judgement.writers });
  }
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null; // refused before any document sees it
  }
}

function contentOf(updates: readonly Uint8Array[]): unknown {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null]);
  return readable(doc);
}

/** What a document says. A document within it is known by its name: two copies of it are never the same object. */
function readable(doc: Y.Doc): unknown {
  return named(doc.getMap('items').toJSON());
}

function named(value: unknown): unknown {
  if (value instanceof Y.Doc) return { document: value.guid };
  if (Array.isArray(value)) return value.map(named);
  const isPlain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, named(inner)])) : value;
}

const TURNS = sized({ small: 500, full: 4_000 });
const seeds = Array.from({ length: sized({ small: 2, full: 20 }) }, (_, n) => n + 1);
test.each(seeds)(
  '[S7] whatever is sent, a document reads the same after it is loaded again: seed %i',
  (seed) => {
    const any = seededChance(seed);
    const hostile = new HostileDocument();
    for (let turn = 1; turn <= TURNS; turn++) {
      hostile.turn(any);
      if (turn % 50 !== 0) continue;
      expect(contentOf(hostile.log), `after turn ${turn}`).toEqual(readable(hostile.open.doc));
      hostile.fold();
    }
  },
  120_000,
);
