import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { DEFAULT_LIMITS } from '../../server/sync/limits.ts';
import { OpenDocument } from '../../server/sync/openDocument.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { findToTakeOff, putBack, takeAway } from '../../src/lib/domain/boards/lifted.ts';
import { FailingStore } from '../support/failingStore.ts';
import { captureUpdate, look, putCard, RawClient, stockClient, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { DOCUMENT, startSyncWorld } from '../support/syncWorld.ts';
import { decodeUpdate } from '../../server/sync/decode.ts';

const WORDS = 'canary-5519-name-of-a-child';
/** Longest until it is off every screen. */
const OFF_WITHIN_MS = 2_000;

let world: SyncWorld;
let store: FailingStore;
afterEach(() => world.end());

async function open(folder?: string): Promise<void> {
  const around = (inner: ConstructorParameters<typeof FailingStore>[0]) => (store = new FailingStore(inner));
  world = await startSyncWorld({ around, ...(folder === undefined ? {} : { folder }) });
}

/** A world in which Ana wrote a card, and Ana and Ben see it. */
async function anasCard() {
  await open();
  const [ana, ben] = [stockClient(world, 'ana'), await new RawClient(world, 'ben').join()];
  await until(() => ana.provider.synced, 'ana in sync');
  putCard(ana.doc, 'card-1', { by: 'ana', text: WORDS });
  await until(() => look(ben.doc, 'card-1', 'text') === WORDS, 'the card at ben');
  return { ana, ben };
}

const takeOff = (id = 'card-1') =>
  world.server.change(DOCUMENT, { actorId: null }, (doc, offList) => offList.keepOff(takeAway(doc, [id]).ids));
const isThere = (id = 'card-1') => world.server.read(DOCUMENT, (doc) => doc.getMap('items').has(id));
const holds = (bytes: Uint8Array | null) => bytes !== null && Buffer.from(bytes).includes(WORDS);

test('[S46] what is taken off is gone at everyone within two seconds', async () => {
  const { ana, ben } = await anasCard();
  const began = performance.now();
  await takeOff();
  await until(() => !ana.items.has('card-1') && !ben.doc.getMap('items').has('card-1'), 'gone at both');
  expect(performance.now() - began).toBeLessThan(OFF_WITHIN_MS);
  ana.provider.destroy();
});

test('[S46] undoing its own deletion does not bring it back, and nobody is sent a letter of it', async () => {
  const { ana, ben } = await anasCard();
  const origin = { by: 'ana' };
  const board = new BoardDoc(ana.doc);
  const undo = board.undoStack(origin);
  ana.provider.disconnect();
  board.remove(['card-1'], origin);
  await takeOff();
  await until(() => !ben.doc.getMap('items').has('card-1'), 'gone at ben');
  ana.provider.connect();
  await until(() => ana.provider.synced, 'ana back in sync');
  const [heard, written] = [ben.updates.length, store.appended.length];
  expect(undo.undo()).toBe(true);
  expect(look(ana.doc, 'card-1', 'text')).toBe(WORDS);
  await until(() => !ana.items.has('card-1'), 'gone at ana again');
  expect(await isThere()).toBe(false);
  await until(() => ben.updates.length > heard, 'news at ben');
  expect(ben.updates.slice(heard).some(holds)).toBe(false);
  expect(store.appended.slice(written).some(({ update }) => holds(update))).toBe(false);
  ana.provider.destroy();
});

test('[S46] a copy from offline does not bring it back, changed or made anew', async () => {
  const { ana, ben } = await anasCard();
  ana.provider.disconnect();
  await takeOff();
  (ana.items.get('card-1')?.get('text') as Y.Text).insert(0, 'still ');
  putCard(ana.doc, 'card-1', { by: 'ana', text: `again ${WORDS}` });
  putCard(ana.doc, 'card-2', { by: 'ana', text: 'another card' });
  const heard = ben.updates.length;
  ana.provider.connect();
  await until(() => ben.doc.getMap('items').has('card-2'), 'the other card at ben');
  await until(() => !ana.items.has('card-1'), 'gone at ana');
  expect([await isThere(), await isThere('card-2')]).toEqual([false, true]);
  expect(ben.updates.slice(heard).some(holds)).toBe(false);
  ana.provider.destroy();
});

test('[S46] it stays off after a restart and in a new generation, whoever makes it anew', async () => {
  const { ana } = await anasCard();
  ana.provider.destroy();
  await takeOff();
  await world.stop();
  await open(world.folder);
  const bring = async () => {
    const ben = await new RawClient(world, 'ben').join();
    ben.edit((doc) => putCard(doc, 'card-1', { by: 'ben', text: WORDS }));
    await ben.settled();
    return isThere();
  };
  expect(await bring()).toBe(false);
  await world.server.rebuild(DOCUMENT);
  expect(await bring()).toBe(false);
});

test('[S46] pages are told what stays off: when they join, and before it goes', async () => {
  const { ana, ben } = await anasCard();
  const frames = ben.frames.length;
  await takeOff();
  // Who is there is told at moments of its own.
  const told = () => ben.frames.slice(frames).filter((frame) => frame !== 'presence');
  await until(() => told().includes('update'), 'the removal at ben');
  expect(told()).toEqual(['notice', 'update']);
  expect(ben.notices).toEqual([{ topic: 'takenOff', items: ['card-1'] }]);
  const late = await new RawClient(world, 'ben').join();
  expect(late.frames.filter((frame) => frame !== 'presence').slice(0, 3)).toEqual(['hello', 'notice', 'step2']);
  expect(late.notices).toEqual([{ topic: 'takenOff', items: ['card-1'] }]);
  ana.provider.destroy();
});

test('[S46] what was typed on it in the turn that takes it off is in no update', () => {
  const base = new Y.Doc();
  putCard(base, 'card-1', { by: 'ana', text: 'so far ' });
  const update = Y.encodeStateAsUpdate(base);
  const stored = { ...{ generation: 1, rows: 1, logBytes: 0, snapshotBytes: 0 }, updates: [update] };
  const nothing = {
    earlierClients: new Set<number>(),
    colours: new Map(),
    removed: new Map(),
    keptOff: new Set<string>(),
  };
  const document = new OpenDocument(DOCUMENT, { ...stored, ...nothing, clients: new Map() }, DEFAULT_LIMITS);
  const typed = captureUpdate(base, () =>
    (base.getMap<Y.Map<Y.Text>>('items').get('card-1')?.get('text') as Y.Text).insert(7, WORDS),
  );
  expect(holds(typed)).toBe(true);
  document.together(() =>
    document.apply({ bytes: typed, decoded: decodeUpdate(typed) }, { actor: 'ana', writers: [base.clientID] }),
  );
  document.change((doc, offList) => offList.keepOff(takeAway(doc, ['card-1']).ids));
  const batch = document.takeBatch()?.batch;
  expect([holds(batch?.update ?? null), batch?.keptOff]).toEqual([false, ['card-1']]);
  const copy = new Y.Doc();
  for (const part of [update, batch?.update ?? new Uint8Array()]) Y.applyUpdate(copy, part);
  expect(copy.getMap('items').size).toBe(0);
  expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(document.doc));
});

test('[S47] what the server lets back is there again under its id and its author, also after a restart', async () => {
  const { ana, ben } = await anasCard();
  const [kept] = await world.server.read(DOCUMENT, (doc) => findToTakeOff(doc, ['card-1']));
  await takeOff();
  await until(() => !ben.doc.getMap('items').has('card-1'), 'gone at ben');
  await world.stop();
  await open(world.folder);
  await world.server.change(DOCUMENT, { actorId: null }, (doc, offList) =>
    offList.letBack(putBack(kept?.bytes ?? new Uint8Array(), doc)),
  );
  const late = await new RawClient(world, 'ben').join();
  expect([look(late.doc, 'card-1', 'text'), late.notices]).toEqual([WORDS, []]);
  expect(look(late.doc, 'card-1', 'is')).toMatchObject({ by: 'ana' });
  late.edit((doc) => (doc.getMap<Y.Map<Y.Text>>('items').get('card-1')?.get('text') as Y.Text).insert(0, 'now '));
  await late.settled();
  await world.stop();
  await open(world.folder);
  expect(await world.server.read(DOCUMENT, (doc) => look(doc, 'card-1', 'text'))).toBe(`now ${WORDS}`);
  ana.provider.destroy();
});

test('[S47] a change that throws puts nothing on the list', async () => {
  const { ana, ben } = await anasCard();
  const failure = world.server.change(DOCUMENT, { actorId: null }, (_, offList) => {
    offList.keepOff(['card-1']);
    throw new Error('no');
  });
  await expect(failure).rejects.toThrow('no');
  ben.edit((doc) => putCard(doc, 'card-2', { by: 'ben' }));
  await ben.settled();
  expect([await isThere(), await isThere('card-2'), ben.notices]).toEqual([true, true, []]);
  ana.provider.destroy();
});

test('[S28] what the server changes by itself is announced too, however soon after another change', async () => {
  const { ana } = await anasCard();
  const news: (readonly string[])[] = [];
  world.events.on('document.changed', ({ actorIds }) => news.push(actorIds));
  const began = performance.now();
  await takeOff();
  await until(() => news.length > 0, 'the announcement');
  expect(performance.now() - began).toBeLessThan(OFF_WITHIN_MS);
  ana.provider.destroy();
});
