import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ANA, board, newCard } from '../../../tests/support/boards';
import { SmallSyncServer } from '../../../tests/support/smallSyncServer';
import { TurnedClock } from '../../../tests/support/turnedClock';
import { BoardDoc } from '$lib/domain/boards/boardDoc';
import { closeCodes } from '$lib/protocol/closeCodes';
import * as Y from 'yjs';
import { LiveDocument } from './liveDocument.svelte';

let server: SmallSyncServer;
let clock: TurnedClock;
let opened: LiveDocument[];

beforeEach(async () => {
  server = await SmallSyncServer.start();
  Y.applyUpdate(server.doc, Y.encodeStateAsUpdate(board({ cards: [{ id: 'theirs', text: 'Breakfast club' }] }).doc));
  clock = new TurnedClock();
  opened = [];
});

afterEach(async () => {
  for (const live of opened) live.close();
  await server.stop();
});

function open(): { live: LiveDocument; page: BoardDoc } {
  const options = { room: { kind: 'board', id: 'b1' }, me: 'ana', keepCopy: false } as const;
  const live = new LiveDocument({ ...options, socketUrl: server.url, clock });
  opened.push(live);
  return { live, page: new BoardDoc(live.doc) };
}

async function openSaved(): Promise<{ live: LiveDocument; page: BoardDoc }> {
  const made = open();
  await until(() => made.live.status.is === 'saved');
  return made;
}

/** Waits for what sockets bring; time itself stands still. */
const until = (holds: () => boolean) => vi.waitFor(() => expect(holds()).toBe(true), { timeout: 5_000, interval: 2 });
const type = (page: BoardDoc, letters: string) =>
  page.editText({ item: 'theirs', field: 'text' }, { at: 0, remove: 0, insert: letters }, ANA);
const serverText = () => new BoardDoc(server.doc).textAt({ item: 'theirs', field: 'text' });

describe('saved means saved', () => {
  test('is said only after the server acknowledged the first answer', async () => {
    server.acknowledges = false;
    const { live } = open();
    expect(live.status).toEqual({ is: 'opening' });
    await until(() => live.synced && server.frames.length === 1);
    expect(live.status).toEqual({ is: 'opening' });
    server.acknowledge();
    await until(() => live.status.is === 'saved');
    expect([live.ready, live.role]).toEqual([true, 'edit']);
  });

  test('counts edits until they are acknowledged', async () => {
    const { live, page } = await openSaved();
    server.acknowledges = false;
    for (const letter of 'abc') type(page, letter);
    expect(live.status).toEqual({ is: 'saving', count: 3 });
    clock.turn(30);
    await until(() => server.frames.length === 2);
    type(page, 'd');
    server.acknowledge();
    await until(() => live.status.is === 'saving' && live.status.count === 1);
    clock.turn(30);
    await until(() => server.frames.length === 3);
    server.acknowledge();
    clock.turn(300);
    await until(() => live.status.is === 'saved');
    expect(serverText()).toBe('dcbaBreakfast club');
  });

  test('edits of one moment travel in one frame', async () => {
    const { page } = await openSaved();
    for (let index = 0; index < 300; index++) type(page, 'x');
    clock.turn(30);
    await until(() => serverText().length === 314);
    expect(server.frames.map(({ kind }) => kind)).toEqual(['step2', 'update']);
  });

  test('says what is not saved when the server stays silent, and takes it back when it answers', async () => {
    const { live, page } = await openSaved();
    server.acknowledges = false;
    type(page, 'a');
    clock.turn(4_000);
    expect(live.status).toEqual({ is: 'unsaved', count: 1, reason: 'noAnswer' });
    await until(() => server.frames.length === 2);
    server.acknowledge();
    await until(() => live.status.is === 'saved');
  });

  test('names a full disk as the reason, and goes through when it recovers', async () => {
    const { live, page } = await openSaved();
    server.acknowledges = false;
    server.notify({ topic: 'store', writable: false });
    type(page, 'a');
    clock.turn(30);
    await until(() => live.status.is === 'unsaved');
    expect(live.status).toEqual({ is: 'unsaved', count: 1, reason: 'storeFull' });
    server.notify({ topic: 'store', writable: true });
    await until(() => live.status.is === 'saving');
    server.acknowledge();
    clock.turn(300);
    await until(() => live.status.is === 'saved');
  });
});

describe('a broken connection', () => {
  test('keeps the count, comes back and sends what is missing in one answer', async () => {
    const { live, page } = await openSaved();
    server.close(closeCodes.restarting);
    await until(() => server.addresses.length === 1 && !isConnected());
    type(page, 'a');
    type(page, 'b');
    clock.turn(2_000);
    expect(live.status).toEqual({ is: 'offline', count: 2 });
    await until(() => server.addresses.length === 2);
    await until(() => live.status.is === 'saved');
    expect(serverText()).toBe('baBreakfast club');
    expect(server.frames.map(({ kind }) => kind)).toEqual(['step2']);
  });

  test('resends what was sent but never acknowledged', async () => {
    const { live, page } = await openSaved();
    server.acknowledges = false;
    type(page, 'a');
    clock.turn(30);
    await until(() => server.frames.length === 2);
    server.acknowledges = true;
    live.tryNow();
    await until(() => server.addresses.length === 2);
    clock.turn(300);
    await until(() => live.status.is === 'saved');
    expect(serverText()).toBe('aBreakfast club');
  });

  test('names the generation it holds when it comes back', async () => {
    server.generation = 4;
    const { live } = await openSaved();
    live.tryNow();
    await until(() => server.addresses.length === 2);
    expect(server.addresses).toEqual(['/sync/board/b1', '/sync/board/b1?generation=4']);
  });

  function isConnected(): boolean {
    return server.connections > 0;
  }
});

describe('an edit too large for one message', () => {
  test('travels as the first answer of a new connection', async () => {
    const { live, page } = await openSaved();
    const cards = Array.from({ length: 700 }, (_, index) => newCard({ id: `c${index}`, text: 'x'.repeat(1_990) }));
    page.addCards(cards, ANA);
    clock.turn(300);
    await until(() => server.addresses.length === 2 && live.status.is === 'saved');
    expect(new BoardDoc(server.doc).count).toBe(701);
    expect(server.frames.map(({ kind }) => kind)).toEqual(['step2']);
  });
});

describe('someone who may only look', () => {
  test('never sends the document and hears nothing of saving', async () => {
    server.role = 'look';
    const { live, page } = open();
    await until(() => live.synced);
    type(page, 'a');
    clock.turn(5_000);
    expect(live.status).toEqual({ is: 'readOnly', offline: false });
    live.tryNow();
    await until(() => live.status.is === 'ended');
    expect(server.frames).toEqual([]);
  });

  test('is told when a writer becomes one with edits unsent, and gets the words back', async () => {
    const { live, page } = await openSaved();
    server.acknowledges = false;
    page.addCards([newCard({ id: 'mine', text: 'Walking bus' })], ANA);
    server.role = 'look';
    server.close(closeCodes.accessChanged);
    await until(() => live.status.is === 'ended');
    const words = [{ item: 'mine', field: 'text', text: 'Walking bus', zone: null }];
    expect(live.status).toEqual({ is: 'ended', why: 'roleChanged', unsent: words });
  });
});

describe('an end', () => {
  const ends = [
    [closeCodes.badMessage, 'badMessage'],
    [closeCodes.signIn, 'signIn'],
    [closeCodes.noAccess, 'noAccess'],
    [closeCodes.noSuchDocument, 'noSuchDocument'],
    [closeCodes.otherGeneration, 'otherGeneration'],
    [closeCodes.tooLarge, 'tooLarge'],
    [closeCodes.pageTooOld, 'pageTooOld'],
  ] as const;

  test.each(ends)('code %i ends the document as %s and stays away', async (code, why) => {
    const { live } = await openSaved();
    server.close(code);
    await until(() => live.status.is === 'ended');
    expect(live.status).toEqual({ is: 'ended', why, unsent: [] });
    live.tryNow();
    clock.turn(60_000);
    expect(server.addresses).toHaveLength(1);
  });

  test('comes with the words not acknowledged, and only those', async () => {
    const { live, page } = await openSaved();
    page.addCards([newCard({ id: 'kept', text: 'Already saved' })], ANA);
    clock.turn(330);
    await until(() => live.status.is === 'saved');
    server.acknowledges = false;
    page.addCards([newCard({ id: 'mine', text: 'Walking bus' })], ANA);
    server.close(closeCodes.noAccess);
    await until(() => live.status.is === 'ended');
    expect(live.status).toMatchObject({ unsent: [{ item: 'mine', text: 'Walking bus' }] });
  });

  test('a message of ours that makes no sense is a newer server', async () => {
    const { live } = await openSaved();
    server.send(new Uint8Array([111, 3, 1, 2, 3]));
    await until(() => live.status.is === 'ended');
    expect(live.status).toMatchObject({ why: 'pageTooOld' });
  });

  test('kinds of message it does not know are skipped', async () => {
    const { live } = await openSaved();
    server.send(new Uint8Array([119, 1, 2, 3]));
    server.notify({ topic: 'board', title: 'Health hub', archived: false });
    await until(() => live.notices.board !== null);
    expect([live.status.is, live.notices.board?.title]).toEqual(['saved', 'Health hub']);
  });
});

describe('presence', () => {
  const BEN = {
    id: 'ben',
    name: 'Ben',
    organisationKind: 'council',
    organisation: 'Westmere',
    guest: false,
    colour: 1,
  };

  test('shows others, and oneself to them', async () => {
    const { live } = await openSaved();
    server.show(77, 1, { who: BEN, cursor: [3, 4] });
    await until(() => live.others.length === 1);
    expect(live.others[0]).toMatchObject({ clientId: 77, who: { name: 'Ben' }, movedAt: clock.now() });
    live.present({ cursor: [5, 6] });
    await until(() => JSON.stringify(server.awareness.getStates().get(live.doc.clientID)) === '{"cursor":[5,6]}');
  });

  test('is shown anew after every connection', async () => {
    const { live } = await openSaved();
    live.present({ cursor: [5, 6] });
    await until(() => server.awareness.getStates().has(live.doc.clientID));
    const before = server.awareness.meta.get(live.doc.clientID)?.clock ?? 0;
    live.tryNow();
    await until(() => (server.awareness.meta.get(live.doc.clientID)?.clock ?? 0) > before);
    await until(() => server.awareness.getStates().has(live.doc.clientID));
  });
});

test('closing sends what was gathered', async () => {
  const { live, page } = await openSaved();
  type(page, 'a');
  live.close();
  await until(() => serverText() === 'aBreakfast club');
});
