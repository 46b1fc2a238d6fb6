import * as Y from 'yjs';
import { Authorship } from '../../src/lib/domain/boards/authorship.ts';
import { KeptOff } from '../../src/lib/domain/boards/keptOff.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { DocumentName, Edit } from '../documents/documents.ts';
import type { DecodedUpdate } from './decode.ts';
import type { Judgement } from './judgeUpdate.ts';
import { judgeUpdate } from './judgeUpdate.ts';
import type { Limits } from './limits.ts';
import type { Batch, Snapshot, StoredDocument } from './persistence/documentStore.ts';
import { SERVER } from './persistence/documentStore.ts';

/** More clientIDs than this, and a rebuild pays: each page load that writes adds one. */
const MANY_CLIENTS = 500;
/** As does more than so many structs for each live one; a small document is never worth it. */
const HEAVY_SHARE = 4;
const FEW_STRUCTS = 2_000;
/** Most clientIDs kept for pages that wrote nothing yet; then the oldest is let go. */
const MAX_SPOKEN_FOR = 10_000;

/** An update somebody sent, as received and as read. */
export interface SentUpdate {
  bytes: Uint8Array;
  decoded: DecodedUpdate;
}

/**
 * A document in memory with everything that is kept beside it. Changes collect until `takeBatch`, which says what
 * must be written; between `takeBatch` and `committed` the document is ahead of the disk.
 */
export class OpenDocument {
  readonly name: DocumentName;
  readonly generation: number;
  readonly doc: Y.Doc;
  #limits: Limits;
  #clients: Map<number, string>;
  #earlierClients: ReadonlySet<number>;
  /** ClientIDs that present pages will write under: they are visible to all, and must not be taken before their use. */
  #spokenFor = new Map<number, string>();
  #colours: Map<string, number>;
  #authorship: Authorship;
  #keptOff: KeptOff;
  #emitted: Uint8Array[] = [];
  /** How the document stood before the first of them, at the latest. */
  #since: Map<number, number> | null = null;
  #newClients: [number, string][] = [];
  #newColours: [string, number][] = [];
  #rows: number;
  #logBytes: number;
  /** Never less than the bytes of the whole state. */
  #sizeBound: number;

  /** Throws `document.damaged` when the stored bytes make no whole document. */
  constructor(name: DocumentName, stored: StoredDocument, limits: Limits) {
    this.name = name;
    this.generation = stored.generation;
    this.#limits = limits;
    this.#clients = new Map(stored.clients);
    this.#earlierClients = stored.earlierClients;
    this.#colours = new Map(stored.colours);
    this.#rows = stored.rows;
    this.#logBytes = stored.logBytes;
    this.#sizeBound = stored.snapshotBytes + stored.logBytes;
    this.doc = replay(stored.updates);
    // One clientID for the server per generation: the log is ours alone, so its clock can go on where it stood.
    for (const [clientId, actor] of this.#clients) if (actor === SERVER) this.doc.clientID = clientId;
    this.#authorship = new Authorship(this.doc, {
      actorOf: (clientId) => this.#clients.get(clientId) || null,
      removed: stored.removed,
    });
    this.#keptOff = new KeptOff(this.doc, stored.keptOff);
    this.doc.on('beforeTransaction', ({ beforeState }) => (this.#since ??= beforeState));
    this.doc.on('update', (update: Uint8Array) => this.#emitted.push(update));
  }

  get rows(): number {
    return this.#rows;
  }

  /** Items that stay off it, whoever brings them back. */
  get keptOff(): readonly string[] {
    return this.#keptOff.ids;
  }

  /** How many changes wait for `takeBatch`. */
  get changes(): number {
    return this.#emitted.length;
  }

  /** Whether there is something that `takeBatch` would return. */
  get isDirty(): boolean {
    return this.#emitted.length + this.#newClients.length + this.#newColours.length > 0 || this.#keptOff.hasChanged;
  }

  get wantsFold(): boolean {
    return this.#rows > this.#limits.foldRows || this.#logBytes > Math.max(this.#limits.foldBytes, this.#sizeBound / 2);
  }

  /** Whose clientID this is in this generation. */
  ownerOf(clientId: number): string | undefined {
    return this.#clients.get(clientId) ?? this.#spokenFor.get(clientId);
  }

  /** Keeps a clientID for its actor as long as the document is open. */
  speakFor(clientId: number, actor: string): void {
    if (this.#clients.has(clientId) || this.#spokenFor.has(clientId)) return;
    this.#spokenFor.set(clientId, actor);
    const [oldest] = this.#spokenFor.keys();
    if (this.#spokenFor.size > MAX_SPOKEN_FOR && oldest !== undefined) this.#spokenFor.delete(oldest);
  }

  /** Whether a copy that names these clientIDs comes from an earlier generation. */
  isOfEarlierGeneration(clients: readonly number[]): boolean {
    return clients.some((client) => this.#earlierClients.has(client));
  }

  /** The order in which an actor first joined; the next free one for a newcomer. */
  colourOf(actor: string): number {
    const known = this.#colours.get(actor);
    if (known !== undefined) return known;
    const colour = this.#colours.size;
    this.#colours.set(actor, colour);
    this.#newColours.push([actor, colour]);
    return colour;
  }

  judge(update: SentUpdate, from: { actor: string; mayWrite: boolean }): Judgement {
    const judgement = judgeUpdate(update.decoded, {
      doc: this.doc,
      actor: from.actor,
      mayWrite: from.mayWrite,
      ownerOf: (client) => this.ownerOf(client),
      earlierClients: this.#earlierClients,
      maxItems: this.#limits.items,
    });
    const grows = judgement.is === 'apply' && judgement.writers.length > 0;
    return grows && !this.#hasRoomFor(update.bytes.length) ? { is: 'refuse', why: 'tooLarge' } : judgement;
  }

  /** Everything applied inside becomes one update; what is taken out again before the end is not in it. */
  together(work: (transaction: Y.Transaction) => void): void {
    this.doc.transact(work, 'clients');
  }

  /** Applies an update that was judged fit. */
  apply(update: SentUpdate, from: { actor: string; writers: readonly number[] }): void {
    Y.applyUpdate(this.doc, update.bytes, 'clients');
    for (const client of from.writers) {
      if (this.#clients.has(client)) continue;
      this.#spokenFor.delete(client);
      this.#clients.set(client, from.actor);
      this.#newClients.push([client, from.actor]);
    }
    // The judgement plays integration through beforehand; should it ever differ from Yjs, nobody else must get the rest.
    this.doc.store.pendingStructs = null;
    this.doc.store.pendingDs = null;
  }

  /** One transaction of the server's own. */
  change<T>(edit: Edit<T>): T {
    const wishes: (() => void)[] = [];
    const result = this.doc.transact(
      () =>
        edit(this.doc, {
          keepOff: (items) => wishes.push(() => this.#keptOff.keepOff(items)),
          letBack: (items) => wishes.push(() => this.#keptOff.letBack(items)),
        }),
      'server',
    );
    for (const grant of wishes) grant(); // not before: an edit that throws changes nothing
    return result;
  }

  /** What must be written now, authors corrected; null when nothing changed. `corrected`: differs from what came in. */
  takeBatch(): { batch: Batch; corrected: boolean } | null {
    const before = this.#emitted.length;
    const tookAway = this.#keptOff.settle() || this.#keptOff.hasChanged;
    const ledger = { ...this.#authorship.settle(), ...this.#keptOff.takeChange() };
    if (!this.isDirty && ledger.keptOff.length + ledger.letBack.length === 0) return null;
    const corrected = this.#emitted.length > before;
    const update = tookAway ? this.#newsWithoutTraces() : this.#news();
    const batch = { name: this.name, update, clients: this.#newClients, colours: this.#newColours, ...ledger };
    this.#emitted = [];
    this.#since = null;
    this.#newClients = [];
    this.#newColours = [];
    return { batch, corrected };
  }

  /** The batch is on disk. */
  committed({ update }: Batch): void {
    if (!update) return;
    this.#rows += 1;
    this.#logBytes += update.length;
    this.#sizeBound += update.length;
  }

  /** The whole state, for a snapshot. Afterwards tell `folded` what is now in it. */
  snapshot(): Snapshot & { rows: number; logBytes: number } {
    const state = Y.encodeStateAsUpdate(this.doc);
    this.#sizeBound = state.length;
    return { state, isHeavy: isHeavy(this.doc), rows: this.#rows, logBytes: this.#logBytes };
  }

  folded({ rows, logBytes }: { rows: number; logBytes: number }): void {
    this.#rows -= rows;
    this.#logBytes -= logBytes;
  }

  #news(): Uint8Array | null {
    const [first, ...more] = this.#emitted;
    return first && more.length > 0 ? Y.mergeUpdates([first, ...more]) : (first ?? null);
  }

  /** The same, read from the document as it is now: of what came and was taken away again, no letter is in it. */
  #newsWithoutTraces(): Uint8Array | null {
    return this.#since && Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.#since));
  }

  #hasRoomFor(bytes: number): boolean {
    if (this.#sizeBound + bytes <= this.#limits.documentBytes) return true;
    this.#sizeBound = Y.encodeStateAsUpdate(this.doc).length; // the sum of updates overrates what was overwritten
    return this.#sizeBound + bytes <= this.#limits.documentBytes;
  }
}

/** Whether its history outweighs its content: many who ever wrote slow every turn, and dead structs fill the disk. */
function isHeavy({ store }: Y.Doc): boolean {
  if (store.clients.size > MANY_CLIENTS) return true;
  let all = 0;
  let live = 0;
  for (const structs of store.clients.values()) {
    all += structs.length;
    for (const struct of structs) if (!struct.deleted) live++;
  }
  return all > FEW_STRUCTS && all > live * HEAVY_SHARE;
}

function replay(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc({ gc: true });
  doc.getMap('meta');
  doc.getMap('items');
  try {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update);
    });
  } catch {
    throw new DomainError('document.damaged');
  }
  if (doc.store.pendingStructs || doc.store.pendingDs) throw new DomainError('document.damaged');
  return doc;
}
