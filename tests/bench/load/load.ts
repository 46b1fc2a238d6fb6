/** The process in which the people are: it opens their lines, writes for them, and measures. */
import * as Y from 'yjs';
import { answer } from '../children.ts';
import type { Seed, Writer } from './content.ts';
import { prepareHistory, prepareWriters, seedBoard } from './content.ts';
import type { Dialect, DialectName } from './dialects.ts';
import { dialects } from './dialects.ts';
import { Person } from './person.ts';
import { write, type Stage, type Stretch, type Written } from './writing.ts';

export interface Place {
  dialect: DialectName;
  port: number;
}

export interface Gathering extends Place {
  rooms: readonly string[];
  /** In all, evenly over the rooms. */
  people: number;
  /** Of the first room. */
  writers: number;
  /** How many each of them will write, in all stretches together. */
  writes: number;
  cards: number;
}

export interface Opened {
  /** From the first byte to the server to the last of the document. */
  milliseconds: number;
  bytes: number;
  /** Whether all cards were there. */
  isWhole: boolean;
}

/** What the load's process answers. */
export interface LoadCalls {
  /** Puts cards on every board, and people before it. How many of them are there. */
  gather(gathering: Gathering): Promise<number>;
  write(stretch: Stretch): Promise<Written>;
  /** Writes a long history on one board, by many people one after the other. */
  writeHistory(history: Place & { room: string; cards: number; edits: number }): Promise<void>;
  /** Opens a board as a newcomer does, so many times, one after the other. */
  open(board: Place & { room: string; cards: number; times: number }): Promise<Opened[]>;
  /** How many people are still there. */
  present(value: null): Promise<number>;
  /** Everyone leaves. */
  leave(value: null): Promise<void>;
}

/** So many knock at once. */
const AT_ONCE = 50;
const HISTORY_WRITERS = 100;

let people: Person[] = [];
let stage: Stage | null = null;

answer<LoadCalls>({
  gather: async (gathering) => {
    const dialect = dialects[gathering.dialect];
    const seed = seedBoard(gathering.cards);
    if (dialect.keeps) {
      for (const room of gathering.rooms) await putSeed(seed, { dialect, port: gathering.port, room, name: 'seed' });
    }
    const writers = prepareWriters(seed, gathering);
    people = await joinAll(gathering);
    stage = {
      dialect,
      people,
      seed,
      writers,
      packed: pack(writers, { dialect, room: gathering.rooms[0] ?? '' }),
      kept: [],
    };
    return people.filter(({ line }) => line.isOpen).length;
  },
  write: async (stretch) => {
    if (!stage) throw new Error('nobody is there');
    globalThis.gc?.();
    return write(stage, stretch);
  },
  writeHistory: async ({ dialect: name, port, room, cards, edits }) => {
    const dialect = dialects[name];
    const seed = seedBoard(cards);
    await putSeed(seed, { dialect, port, room, name: 'seed' });
    const onlooker = await new Person({ dialect, port, room, name: 'onlooker' }).join(); // keeps the board open
    onlooker.hear = () => undefined;
    for (let index = 0; index < HISTORY_WRITERS; index++) {
      const part = { index, of: HISTORY_WRITERS, cards, edits: edits / HISTORY_WRITERS };
      const person = new Person({ dialect, port, room, name: `p${index}` });
      await person.join(Y.encodeStateVector(seed.doc));
      for (const { update } of prepareHistory(seed, part)) person.send(update);
      await person.settled(Y.encodeStateVector(seed.doc));
      person.line.close();
    }
    onlooker.line.close();
  },
  open: async ({ dialect, port, room, cards, times }) => {
    const opened: Opened[] = [];
    for (let time = 0; time < times; time++) {
      const began = performance.now();
      const person = await new Person({ dialect: dialects[dialect], port, room, name: `late${time}` }, true).join();
      const { welcome } = person;
      if (!welcome) throw new Error('no document came');
      opened.push({
        milliseconds: welcome.at - began,
        bytes: welcome.bytes,
        isWhole: countCards(welcome.document) === cards,
      });
      people.push(person);
    }
    return opened;
  },
  present: async () => people.filter(({ line }) => line.isOpen).length,
  leave: async () => {
    for (const { line } of people) line.close();
    people = [];
    stage = null;
  },
});

/** Puts the first content on a board and waits until it is there. */
async function putSeed(
  seed: Seed,
  where: { dialect: Dialect; port: number; room: string; name: string },
): Promise<void> {
  const person = await new Person(where).join();
  for (const update of seed.updates) person.send(update);
  await person.settled(Y.encodeStateVector(seed.doc));
  person.line.close();
}

async function joinAll({ dialect, port, rooms, people: count }: Gathering): Promise<Person[]> {
  const joined: Person[] = [];
  for (let first = 0; first < count; first += AT_ONCE) {
    const group = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, index) => {
      const room = rooms[(first + index) % rooms.length] ?? '';
      return new Person({ dialect: dialects[dialect], port, room, name: `p${first + index}` }).join();
    });
    joined.push(...(await Promise.all(group)));
  }
  return joined;
}

function pack(writers: readonly Writer[], { dialect, room }: { dialect: Dialect; room: string }): Buffer[][] {
  return writers.map(({ writes }) => writes.map(({ update }) => dialect.pack(dialect.update(room, update))));
}

function countCards(document: Uint8Array | null): number {
  const doc = new Y.Doc();
  if (document) Y.applyUpdate(doc, document);
  return doc.getMap('items').size;
}
