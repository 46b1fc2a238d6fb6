import { join } from 'node:path';
import * as Y from 'yjs';
import { sqliteDocumentStore } from '../../server/sync/persistence/sqliteDocumentStore.ts';
import { openDocumentStore } from '../../server/sync/persistence/threadedDocumentStore.ts';
import { BadLine } from '../support/badLine.ts';
import type { Chance } from '../support/chance.ts';
import { seededChance } from '../support/chance.ts';
import { FailingStore } from '../support/failingStore.ts';
import type { Participant } from '../support/participants.ts';
import { PageParticipant, RawParticipant, StockParticipant } from '../support/participants.ts';
import { putCard, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { DOCUMENT, startSyncWorld } from '../support/syncWorld.ts';

const NAMES = ['ana', 'ben', 'cem', 'dee', 'eli', 'fay', 'gus', 'hal'] as const;
const SHARED = ['hub', 'yard', 'hall'] as const;
const STEPS = 40;
const LONGEST_PAUSE_MS = 6;

/** What a seed's storm left behind, for judging. */
export interface Aftermath {
  /** What happened, in order, to be shown when something is wrong. */
  script: readonly string[];
  /** The board as each participant has it, and as a new start reads it from the disk. */
  copies: readonly { whose: string; items: Record<string, unknown> }[];
  /** Labels acknowledged to whoever wrote them, removals (`-label`) included. */
  promised: ReadonlySet<string>;
  /** Labels that somebody removed, acknowledged or not. */
  removed: ReadonlySet<string>;
  /** Who made which card, by label. */
  makers: ReadonlyMap<string, string>;
}

/** One seed: eight people write on a board while network, server and disk fail by chance; then all is well again. */
export class Storm {
  #script: string[] = [];
  #began = performance.now();
  #any: Chance;
  #world: SyncWorld | null = null;
  #store: FailingStore | null = null;
  #people: Participant[] = [];
  #count = 0;
  #promised = new Set<string>();
  #removed = new Set<string>();
  #makers = new Map<string, string>();
  #limits: Parameters<typeof startSyncWorld>[0] = {};

  constructor(seed: number) {
    this.#any = seededChance(seed);
  }

  /** What happened, in order, with the milliseconds since the beginning. */
  get script(): readonly string[] {
    return this.#script;
  }

  /** Runs the seed from beginning to end. */
  async run(): Promise<Aftermath> {
    await this.#begin();
    try {
      for (let step = 0; step < STEPS; step++) {
        await this.#act();
        await this.#pass();
      }
      await this.#clearUp();
      return await this.#judge();
    } finally {
      for (const { line } of this.#people) await line.close();
      for (const person of this.#people) person.leave();
      this.#store?.letThrough();
      await this.#world?.end();
    }
  }

  async #begin(): Promise<void> {
    const any = this.#any;
    this.#limits = {
      people: Object.fromEntries(NAMES.map((name) => [name, 'contributor' as const])),
      limits: {
        ...{ retryMs: 5, longestRetryMs: 20, closeMs: 150, lingerMs: 5, foldRowsOnUnload: 3 },
        foldRows: any.pick([4, 20, 2_000]),
        queuedBytes: any.pick([500, 5_000, 2_097_152]),
        queuedBytesInAll: any.pick([20_000, 134_217_728]),
        keepAliveMs: any.pick([30, 12_000]),
      },
    };
    await this.#start();
    await this.#live().server.change(DOCUMENT, { actorId: null }, (doc) => SHARED.forEach((id) => putCard(doc, id)));
    const port = () => Number(new URL(this.#live().url.replace('ws:', 'http:')).port);
    for (const [index, name] of NAMES.entries()) {
      const place = { name, line: await BadLine.open(port, any) };
      this.#people.push(index < 4 ? new PageParticipant(place) : this.#program(index, place));
    }
    await this.#until(() => this.#people.every((person) => SHARED.every((id) => itemsOf(person.doc).has(id))), 'joins');
  }

  #program(index: number, place: { name: string; line: BadLine }): Participant {
    if (index < 6) return new StockParticipant(place);
    return new RawParticipant(place, index === 6 ? 'websocket' : 'http');
  }

  #live(): SyncWorld {
    if (!this.#world) throw new Error('the server is away');
    return this.#world;
  }

  async #start(folder?: string): Promise<void> {
    this.#world = await startSyncWorld({
      openStore: openDocumentStore,
      ...this.#limits,
      ...(folder === undefined ? {} : { folder }),
      around: (inner) => (this.#store = new FailingStore(inner)),
    });
  }

  async #until(holds: () => boolean, what: string): Promise<void> {
    const waiting = until(() => {
      const gone = this.#people.find((person) => person.ended !== null);
      if (gone) throw new Error(`${gone.name} was turned away for good: ${gone.ended}`);
      return holds();
    }, what);
    await waiting.catch((error: unknown) => {
      for (const person of this.#people) this.#say(`${person.name}: ${person.state}, sees ${person.seen()}`);
      throw error;
    });
  }

  async #act(): Promise<void> {
    const any = this.#any;
    const person = any.pick(this.#people);
    const luck = any.below(100);
    if (luck < 50) this.#write(person, 1 + any.below(4));
    else if (luck < 55) person.point([any.below(900), any.below(900)]);
    else if (luck < 79) this.#troubleLine(person, any.below(7));
    else if (luck < 84) this.#troubleDisk(any.pick(['waits', 'refuses', 'works']));
    else if (luck < 88) this.#note(`${person.name} reopens`, () => person.reopen());
    else if (luck < 91) this.#note(`${person.name} to the door`, () => this.#sendToDoor(person));
    else if (luck < 94) this.#serviceWrites();
    else if (luck < 97)
      this.#note(
        'compacts',
        () =>
          void this.#live()
            .server.compact(DOCUMENT)
            .catch(() => undefined),
      );
    else await this.#restart();
    this.#collect();
  }

  /** Time goes by: sometimes a turn of the event loop, sometimes a few milliseconds. */
  async #pass(): Promise<void> {
    const milliseconds = this.#any.below(LONGEST_PAUSE_MS);
    await new Promise((done) => (milliseconds === 0 ? setImmediate(done) : setTimeout(done, milliseconds)));
  }

  #say(what: string): void {
    this.#script.push(`${String(Math.round(performance.now() - this.#began)).padStart(6)} ${what}`);
  }

  #note(what: string, act: () => void): void {
    this.#say(what);
    act();
  }

  #sendToDoor({ name }: Participant): void {
    this.#live().server.sendToDoor({ personId: name });
  }

  #write(person: Participant, times: number): void {
    for (let time = 0; time < times; time++) {
      const label = `${person.name}:${this.#count++};`;
      const luck = this.#any.below(10);
      if (luck < 3) this.#makeCard(person, label);
      else if (luck < 8) this.#writeWord(person, label);
      else if (luck < 9) this.#move(person);
      else this.#remove(person);
    }
  }

  #makeCard(person: Participant, label: string): void {
    this.#makers.set(label, person.name);
    this.#note(`${person.name} makes ${label}`, () => person.write(label, (doc) => putCard(doc, label)));
  }

  /** Words go between words, never into one. */
  #writeWord(person: Participant, label: string): void {
    const card = this.#any.pick(SHARED);
    const text = itemsOf(person.doc).get(card)?.get('text');
    if (!(text instanceof Y.Text)) return;
    const gaps = [0, ...[...text.toString().matchAll(/;/g)].map(({ index }) => index + 1)];
    const at = this.#any.pick(gaps);
    this.#note(`${person.name} writes ${label} on ${card}`, () => person.write(label, () => text.insert(at, label)));
  }

  #move(person: Participant): void {
    const ids = [...itemsOf(person.doc).keys()].sort();
    if (ids.length === 0) return;
    const id = this.#any.pick(ids);
    const at = [this.#any.below(4_000), this.#any.below(4_000)];
    const move = (doc: Y.Doc) => void itemsOf(doc).get(id)?.set('at', at);
    this.#note(`${person.name} moves ${id}`, () => person.write(`move ${this.#count++}`, move));
  }

  #remove(person: Participant): void {
    const ids = [...itemsOf(person.doc).keys()].filter((id) => id.endsWith(';')).sort();
    if (ids.length === 0) return;
    const id = this.#any.pick(ids);
    this.#removed.add(id);
    this.#note(`${person.name} removes ${id}`, () => person.write(`-${id}`, (doc) => itemsOf(doc).delete(id)));
  }

  #serviceWrites(): void {
    const label = `service:${this.#count++};`;
    this.#say(`a service makes ${label}`);
    this.#live()
      .server.change(DOCUMENT, { actorId: null }, (doc) => putCard(doc, label, { by: 'service' }))
      .then(
        () => this.#promised.add(label),
        () => undefined,
      );
  }

  #troubleLine(person: Participant, kind: number): void {
    const { name, line } = person;
    if (kind < 2) this.#note(`${name} is cut off`, () => line.cut());
    else if (kind < 4) this.#note(`${name} hangs half-open`, () => line.freeze());
    else if (kind < 5) this.#note(`${name} thaws`, () => line.thaw());
    else if (kind < 6) this.#note(`${name} comes back beside the old connection`, () => person.comeBack());
    else this.#note(`${name}'s bytes come in ${line.splits ? 'one' : 'pieces'}`, () => (line.splits = !line.splits));
  }

  #troubleDisk(mode: 'works' | 'refuses' | 'waits'): void {
    this.#say(`the disk ${mode}`);
    if (mode !== 'waits') this.#store?.letThrough();
    if (this.#store) this.#store.mode = mode;
  }

  async #restart(): Promise<void> {
    this.#say('the server restarts');
    const world = this.#live();
    const stopped = world.stop();
    await this.#pass();
    this.#store?.letThrough();
    await stopped;
    await this.#start(world.folder);
  }

  /** Remembers what has been promised by now: it must hold whatever follows. */
  #collect(): void {
    for (const person of this.#people) for (const label of person.promised()) this.#promised.add(label);
  }

  /** The weather clears: the disk works, lines carry, whoever is not connected connects. */
  async #clearUp(): Promise<void> {
    this.#say('all is well again');
    this.#troubleDisk('works');
    for (const person of this.#people) {
      person.line.splits = false;
      const hung = person.line.holdsBack;
      if (hung && this.#any.odds(0.5)) person.line.thaw();
      else if (hung) person.line.cut();
      if (hung || !person.isConnected) person.comeBack();
    }
    await this.#until(() => this.#people.every((person) => person.isSettled), 'everyone settled');
    await this.#until(() => sameState(this.#people.map(({ doc }) => doc)), 'the same state at everyone');
    this.#people.forEach((person, n) => person.point([n, n]));
    await this.#until(() => this.#people.every((person) => seesAll(person)), 'everyone seen by everyone');
    this.#collect();
  }

  async #judge(): Promise<Aftermath> {
    const copies = this.#people.map(({ name, doc }) => ({ whose: name, items: itemsOf(doc).toJSON() }));
    const world = this.#live();
    await world.stop();
    copies.push({ whose: 'disk', items: await itemsOnDisk(world.folder) });
    return { script: this.#script, copies, promised: this.#promised, removed: this.#removed, makers: this.#makers };
  }
}

function seesAll(person: Participant): boolean {
  const seen = person.seen();
  if (seen === null) return true;
  // A page that was left hanging half-open is seen for a while beside the one opened in its place.
  const others = new Set(seen.filter((name) => name !== person.name));
  return others.size === NAMES.length - 1;
}

function itemsOf(doc: Y.Doc): Y.Map<Y.Map<unknown>> {
  return doc.getMap<Y.Map<unknown>>('items');
}

function sameState(docs: readonly Y.Doc[]): boolean {
  const states = docs.map((doc) => JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort()));
  if (new Set(states).size > 1) return false;
  return new Set(docs.map((doc) => canonical(itemsOf(doc).toJSON()))).size === 1;
}

/** The same text for the same content, in whatever order its keys came. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** What a new start would find. */
async function itemsOnDisk(folder: string): Promise<Record<string, unknown>> {
  const store = sqliteDocumentStore(join(folder, 'documents.db'));
  const stored = await store.load(DOCUMENT);
  await store.close();
  const doc = new Y.Doc();
  for (const update of stored?.updates ?? []) Y.applyUpdate(doc, update);
  return itemsOf(doc).toJSON();
}
