import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Log } from '../../server/log/log.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { newCard, newConnector, newShape, newZone } from '../support/boards.ts';
import { FailingStore } from '../support/failingStore.ts';
import { captureUpdate, look, putCard, RawClient, stockClient, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { DOCUMENT, PARTNERSHIP, startSyncWorld } from '../support/syncWorld.ts';

const NUMBER = '999 000 0018';
const OTHER = '999-000-0026';
const PUPIL = 'B801200005001';
/** In every text beside the number, so that a search that finds nothing is known to search. */
const CANARY = 'canary-4417';

let world: SyncWorld;
let store: FailingStore;
let said: unknown[];
beforeEach(async () => {
  said = [];
  const write = (...line: unknown[]) => void said.push(line);
  const log: Log = { debug: write, info: write, warn: write, error: write };
  const around = (inner: ConstructorParameters<typeof FailingStore>[0]) => (store = new FailingStore(inner));
  const people = { ana: 'contributor', ben: 'contributor', cat: 'contributor', vic: 'viewer' } as const;
  world = await startSyncWorld({ around, log, people });
});
afterEach(() => world.end());

const holds = (bytes: Uint8Array, words: string) => Buffer.from(bytes).includes(words);
/** The database with its WAL, byte by byte. */
const onDisk = (words: string) =>
  readdirSync(world.folder).some((file) => holds(readFileSync(join(world.folder, file)), words));
const textOf = (doc: Y.Doc, id = 'card-1') => doc.getMap<Y.Map<Y.Text>>('items').get(id)?.get('text') as Y.Text;
const keptText = (id = 'card-1') => world.server.read(DOCUMENT, (doc) => look(doc, id, 'text'));
const joined = (who: string) => new RawClient(world, who).join();
const notice = (field: string, kinds: string[], item = 'card-1') => ({ topic: 'identifier', item, field, kinds });
const settle = (rule: 'hold' | 'warn') => {
  world.board.settings = { identifiers: rule, knownPostcodes: ['NE1 4LP'] };
  world.events.emit('partnership.changed', { partnershipId: PARTNERSHIP, ...world.board.settings });
};

/** Nothing of the number went anywhere; what was written beside it did. */
function expectNowhere(number: string, clients: readonly RawClient[]): void {
  for (const { updates } of clients) {
    expect(updates.some((update) => holds(update, CANARY))).toBe(true);
    expect(updates.some((update) => holds(update, number))).toBe(false);
  }
  const written = store.appended.flatMap(({ update }) => update ?? []);
  expect([written.some((update) => holds(update, CANARY)), written.some((update) => holds(update, number))]).toEqual([
    true,
    false,
  ]);
  expect([onDisk(CANARY), onDisk(number)]).toEqual([true, false]);
  expect(JSON.stringify(said)).not.toMatch(/999|nhsNumber|upn|identifier/);
}

describe('words that hold an identifier', () => {
  test('[S44, S45] reach neither the disk nor another person; who sent them is told and corrected', async () => {
    const [ana, ben, vic] = [await joined('ana'), await joined('ben'), await joined('vic')];
    const update = ana.edit((doc) => putCard(doc, 'card-1', { text: `${CANARY}: ring ${NUMBER} today` }));
    expect(holds(update, NUMBER)).toBe(true);
    await until(() => look(ana.doc, 'card-1', 'text') === `${CANARY}: ring  today`, 'the correction at ana');
    await until(() => ben.updates.length > 1 && vic.updates.length > 1, 'the card at the others');
    expect([look(ben.doc, 'card-1', 'text'), look(vic.doc, 'card-1', 'text'), await keptText()]).toEqual(
      Array(3).fill(`${CANARY}: ring  today`),
    );
    await ana.settled();
    expect(ana.notices).toEqual([notice('text', ['nhsNumber'])]);
    expect(ana.frames.slice(-3)).toEqual(['notice', 'update', 'saved']);
    expect([ben.notices, vic.notices]).toEqual([[], []]);
    const late = await joined('ben');
    expectNowhere(NUMBER, [ben, vic, late]);
  });

  test('[S44] of another program, written while it was offline: the same', async () => {
    const [ana, ben] = [stockClient(world, 'ana'), await joined('ben')];
    await until(() => ana.provider.synced, 'ana in sync');
    putCard(ana.doc, 'card-1', { text: CANARY });
    await until(() => look(ben.doc, 'card-1', 'text') === CANARY, 'the card at ben');
    ana.provider.disconnect();
    textOf(ana.doc).insert(0, `${PUPIL} `);
    putCard(ana.doc, 'card-2', { text: `${CANARY} ${NUMBER}` });
    ana.provider.connect();
    await until(() => look(ana.doc, 'card-2', 'text') === `${CANARY} `, 'the correction at ana');
    await until(() => look(ben.doc, 'card-2', 'text') === `${CANARY} `, 'the card at ben');
    expect([look(ana.doc, 'card-1', 'text'), look(ben.doc, 'card-1', 'text')]).toEqual([` ${CANARY}`, ` ${CANARY}`]);
    expectNowhere(NUMBER, [ben]);
    expectNowhere(PUPIL, [ben]);
    ana.provider.destroy();
  });

  test('[S44] typed letter by letter: its beginning goes out, and with the last letter all of it is taken back', async () => {
    const [ana, ben] = [await joined('ana'), await joined('ben')];
    ana.edit((doc) => putCard(doc, 'card-1', { text: `${CANARY} ` }));
    await ana.settled();
    const seen: string[] = [];
    ben.doc.on('update', () => seen.push(String(look(ben.doc, 'card-1', 'text'))));
    for (const letter of NUMBER) {
      ana.edit((doc) => textOf(doc).insert(textOf(doc).length, letter));
      await ana.settled();
    }
    await until(() => look(ben.doc, 'card-1', 'text') === `${CANARY} `, 'the text at ben');
    const most = Math.max(...seen.map((text) => text.replace(CANARY, '').replace(/\D/g, '').length));
    expect([most, await keptText()]).toEqual([9, `${CANARY} `]);
    expect(ana.notices).toEqual([notice('text', ['nhsNumber'])]);
    ana.edit((doc) => textOf(doc).insert(textOf(doc).length, 'and on'));
    await until(() => look(ben.doc, 'card-1', 'text') === `${CANARY} and on`, 'what ana writes next');
    expectNowhere(NUMBER, [ben]);
  });

  test('[S44, S9] are found wherever an item has words, and the server goes on under its own clientID', async () => {
    const serverId = () => world.server.read(DOCUMENT, ({ clientID }) => clientID);
    const id = await serverId();
    const [ana, ben] = [await joined('ana'), await joined('ben')];
    const text = `${CANARY} ${NUMBER}`;
    ana.edit((doc) => {
      const board = new BoardDoc(doc);
      board.addZone(newZone({ id: 'zone-1', title: text, prompt: `${text}?` }), { by: 'ana' });
      board.addCards([newCard({ id: 'card-1', tags: ['fine', text, PUPIL] })], { by: 'ana' });
      board.addDrawings([newShape({ id: 'shape-1', text, alt: text })], { by: 'ana' });
      board.addConnectors([newConnector('card-1', 'shape-1', { id: 'line-1', text })], { by: 'ana' });
    });
    await until(() => ben.doc.getMap('items').size === 4, 'all of it at ben');
    const board = new BoardDoc(ben.doc);
    expect(board.item('zone-1')).toMatchObject({ text: `${CANARY} `, prompt: `${CANARY} ?` });
    expect(board.item('card-1')).toMatchObject({ tags: ['fine', CANARY] });
    expect(board.item('shape-1')).toMatchObject({ text: `${CANARY} `, alt: `${CANARY} ` });
    expect(board.connector('line-1')).toMatchObject({ text: `${CANARY} ` });
    await ana.settled();
    expect(await serverId()).toBe(id);
    expect(ana.notices).toHaveLength(6);
    expect(ana.notices).toContainEqual(notice('tags', ['nhsNumber', 'upn']));
    expectNowhere(NUMBER, [ben]);
    expectNowhere(PUPIL, [ben]);
  });

  test('[S44] are left alone where their writer said that it is none, and only that kind', async () => {
    const [ana, ben] = [await joined('ana'), await joined('ben')];
    ana.edit((doc) =>
      new BoardDoc(doc).addCards(
        [newCard({ id: 'card-1', text: `${CANARY} ${NUMBER} ${PUPIL}`, cleared: ['nhsNumber'] })],
        { by: 'ana' },
      ),
    );
    await until(() => look(ben.doc, 'card-1', 'text') === `${CANARY} ${NUMBER} `, 'the card at ben');
    expectNowhere(PUPIL, [ben]);
    ben.edit((doc) => doc.getMap<Y.Map<unknown>>('items').get('card-1')?.set('look', { type: 'idea' }));
    await until(() => look(ben.doc, 'card-1', 'text') === `${CANARY}  `, 'the number gone with the word for it');
    expect(ben.notices).toEqual([notice('text', ['nhsNumber'])]);
  });

  test('[S44] of a viewer are refused as ever', async () => {
    const [ben, vic] = [await joined('ben'), await joined('vic')];
    vic.edit((doc) => putCard(doc, 'card-1', { text: `${CANARY} ${NUMBER}` }));
    await until(() => vic.closed !== null, 'the end of vic');
    expect([vic.closed?.code, vic.notices, ben.updates.length, onDisk(CANARY)]).toEqual([4403, [], 1, false]);
  });
});

describe('the setting', () => {
  const told = (identifiers: 'hold' | 'warn') => ({ topic: 'settings', identifiers, knownPostcodes: ['NE1 4LP'] });

  test('[S44] decides: in “warn” nothing is taken out; a change counts from the next edit on, and is told', async () => {
    settle('warn');
    const [ana, ben] = [await joined('ana'), await joined('ben')];
    ana.edit((doc) => putCard(doc, 'card-1', { text: NUMBER }));
    await until(() => look(ben.doc, 'card-1', 'text') === NUMBER, 'the card at ben');
    settle('hold');
    ana.edit((doc) => putCard(doc, 'card-2', { text: `${CANARY} ${OTHER}` }));
    await until(() => look(ben.doc, 'card-2', 'text') === `${CANARY} `, 'the second card at ben');
    expect([ana.notices, onDisk(NUMBER), onDisk(OTHER)]).toEqual([
      [told('hold'), notice('text', ['nhsNumber'], 'card-2')],
      true,
      false,
    ]);
    ana.edit((doc) => doc.getMap<Y.Map<unknown>>('items').get('card-1')?.set('at', [5, 5]));
    await until(() => String(look(ben.doc, 'card-1', 'at')) === '5,5', 'the move at ben');
    expect(look(ben.doc, 'card-1', 'text')).toBe(NUMBER);
    settle('warn');
    ana.edit((doc) => putCard(doc, 'card-3', { text: OTHER }));
    await until(() => look(ben.doc, 'card-3', 'text') === OTHER, 'the third card at ben');
    expect(ana.notices.slice(2)).toEqual([told('warn')]);
  });

  test('[S49] is told in hello, so that a page that was away knows it, and who joins meanwhile is judged again', async () => {
    const [ana, joining] = [await joined('ana'), new RawClient(world, 'ben')];
    await until(() => joining.hello !== null, 'hello');
    expect(joining.hello?.settings).toEqual({ identifiers: 'hold', knownPostcodes: [] });
    settle('warn');
    await until(() => joining.closed !== null, 'the end of what was told');
    expect(joining.closed?.code).toBe(4501);
    expect((await joined('ben')).hello?.settings).toEqual({ identifiers: 'warn', knownPostcodes: ['NE1 4LP'] });
    expect([ana.closed, ana.notices]).toEqual([null, [told('warn')]]);
  });

  test('[S44] of another partnership changes nothing here', async () => {
    const [ana, ben] = [await joined('ana'), await joined('ben')];
    world.events.emit('partnership.changed', { partnershipId: 'elsewhere', identifiers: 'warn', knownPostcodes: [] });
    ana.edit((doc) => putCard(doc, 'card-1', { text: `${CANARY} ${NUMBER}` }));
    await until(() => look(ben.doc, 'card-1', 'text') === `${CANARY} `, 'the card at ben');
    expectNowhere(NUMBER, [ben]);
  });

  test('[S44] counts for services no more than it did: what the server itself writes is its own affair', async () => {
    await world.server.change(DOCUMENT, { actorId: null }, (doc) => putCard(doc, 'card-1', { text: NUMBER }));
    expect(await keptText()).toBe(NUMBER);
  });
});

describe('of several who write in one turn', () => {
  /** Ana and Ben each send something; both are in the turn after the one that stands while they do. */
  async function inOneTurn(anas: (doc: Y.Doc) => void, bens: (doc: Y.Doc) => void, text = `${CANARY} `) {
    const [ana, ben, cat] = [await joined('ana'), await joined('ben'), await joined('cat')];
    ana.edit((doc) => putCard(doc, 'card-1', { text }));
    await until(() => [ben, cat].every(({ doc }) => look(doc, 'card-1', 'text') === text), 'a card');
    store.mode = 'waits';
    cat.edit((doc) => putCard(doc, 'meanwhile'));
    await until(() => store.waiting === 1, 'a turn that waits for the disk');
    for (const [who, change] of [
      [ana, anas],
      [ben, bens],
    ] as const) {
      who.sendSync('update', captureUpdate(who.doc, change));
      who.sendPresence({ cursor: [1, 1] }); // comes after what was sent before it
    }
    const clients = [ana, ben].map(({ doc }) => doc.clientID);
    await until(() => clients.every((id) => cat.presence.some(({ clientId }) => clientId === id)), 'both heard');
    store.letThrough();
    await Promise.all([ana, ben, cat].map((who) => who.settled()));
    return { ana, ben, cat };
  }
  const append = (text: string) => (doc: Y.Doc) => textOf(doc).insert(textOf(doc).length, text);

  test('[S45] only who wrote it is told', async () => {
    const { ana, ben, cat } = await inOneTurn(append(NUMBER), (doc) => putCard(doc, 'card-2', { text: CANARY }));
    expect([ana.notices, ben.notices, cat.notices]).toEqual([[notice('text', ['nhsNumber'])], [], []]);
    expect(await keptText()).toBe(`${CANARY} `);
    expectNowhere(NUMBER, [ben, cat]);
  });

  test('[S45] both are told of one that only their letters together make', async () => {
    const { ana, ben, cat } = await inOneTurn(
      (doc) => textOf(doc).insert(CANARY.length + 3, '9'),
      append('8'),
      `${CANARY} 99 000 001`,
    );
    expect([ana.notices, ben.notices, cat.notices]).toEqual([...Array(2).fill([notice('text', ['nhsNumber'])]), []]);
    expect(await keptText()).toBe(`${CANARY} `);
    expectNowhere(NUMBER, [cat]);
  });
});

test('[S45] who brings a number together by taking something out of it is told, and not who wrote its parts', async () => {
  const [ana, ben] = [await joined('ana'), await joined('ben')];
  ana.edit((doc) => putCard(doc, 'card-1', { text: `${CANARY} 999 000 x0018` }));
  await until(() => look(ben.doc, 'card-1', 'text') === `${CANARY} 999 000 x0018`, 'the card at ben');
  ben.edit((doc) => textOf(doc).delete(CANARY.length + 9, 1));
  await until(() => [ana, ben].every(({ doc }) => look(doc, 'card-1', 'text') === `${CANARY} `), 'the text at both');
  await until(() => ben.notices.length > 0, 'the notice');
  expect([ana.notices, ben.notices]).toEqual([[], [notice('text', ['nhsNumber'])]]);
});

test('[S44] what undo brings back is taken out again', async () => {
  const [ana, ben] = [stockClient(world, 'ana'), await joined('ben')];
  await until(() => ana.provider.synced, 'ana in sync');
  const origin = { by: 'ana' };
  const board = new BoardDoc(ana.doc);
  const undo = board.undoStack(origin);
  settle('warn');
  putCard(ana.doc, 'card-1', { text: `${CANARY} ${NUMBER}` });
  await until(() => look(ben.doc, 'card-1', 'text') === `${CANARY} ${NUMBER}`, 'the card at ben');
  board.remove(['card-1'], origin);
  await until(() => !ben.doc.getMap('items').has('card-1'), 'the removal at ben');
  settle('hold');
  const heard = ben.updates.length;
  undo.undo();
  await until(() => look(ben.doc, 'card-1', 'text') === `${CANARY} `, 'the card back at ben');
  expect(ben.updates.slice(heard).some((update) => holds(update, NUMBER))).toBe(false);
  ana.provider.destroy();
});
