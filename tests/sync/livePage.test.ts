import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket as ProgramSocket } from 'ws';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { LiveDocument } from '../../src/lib/sync/liveDocument.svelte.ts';
import { newCard } from '../support/boards.ts';
import { FailingStore } from '../support/failingStore.ts';
import { stockClient, until } from '../support/syncClients.ts';
import type { SyncWorld, SyncWorldOptions } from '../support/syncWorld.ts';
import { BOARD, DOCUMENT, PARTNERSHIP, startSyncWorld } from '../support/syncWorld.ts';

let world: SyncWorld;
let stops: (() => void)[];

beforeEach(() => {
  stops = [];
});

afterEach(async () => {
  for (const stop of stops) stop();
  await world.end();
});

/** The page's end of sync, for someone signed in by a cookie. */
function openPage(who: string) {
  const live = new LiveDocument({
    room: { kind: 'board', id: BOARD },
    me: who,
    keepCopy: false,
    socketUrl: world.url,
    openSocket: (url, protocols) =>
      new ProgramSocket(url, protocols, { headers: { cookie: `who=${who}` } }) as unknown as WebSocket,
  });
  stops.push(() => live.close());
  const page = new BoardDoc(live.doc);
  const write = (text: string, card = 'hub') =>
    page.editText({ item: card, field: 'text' }, { at: 0, remove: 0, insert: text }, { by: who });
  return { live, page, write, text: () => page.textAt({ item: 'hub', field: 'text' }) };
}

/** A world with one card on its board. */
async function start(options: SyncWorldOptions = {}): Promise<void> {
  world = await startSyncWorld(options);
  await world.server.change(DOCUMENT, { actorId: null }, (doc) =>
    new BoardDoc(doc).addCards([newCard({ id: 'hub', by: null, text: 'Health hub' })], { by: null }),
  );
}

async function openSaved(who: string) {
  const opened = openPage(who);
  await until(() => opened.live.status.is === 'saved', `${who}'s page saved`);
  return opened;
}

describe('a page on the real server', () => {
  test('two people write into one card and lose no letter; saved means on disk', async () => {
    await start();
    const ana = await openSaved('ana');
    const ben = await openSaved('ben');
    for (const letter of 'abcdefghij') {
      ana.write(letter);
      ben.write(letter.toUpperCase());
    }
    await until(() => ana.live.status.is === 'saved' && ben.live.status.is === 'saved', 'both saved');
    await until(() => ana.text() === ben.text(), 'both the same');
    expect([...ana.text()].sort().join('')).toBe([...'Health hubabcdefghijABCDEFGHIJ'].sort().join(''));
    await world.stop();
    world = await startSyncWorld({ folder: world.folder });
    const kept = await world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).textAt({ item: 'hub', field: 'text' }));
    expect(kept).toBe(ana.text());
  });

  test('sees who else is here, once for each of their connections, and is seen', async () => {
    await start();
    const ana = await openSaved('ana');
    const ben = await openSaved('ben');
    ana.live.present({ cursor: [10, 20] });
    await until(() => ben.live.others[0]?.presence.cursor?.[0] === 10, 'the cursor');
    expect(ben.live.others).toMatchObject([{ clientId: ana.live.doc.clientID, who: { id: 'ana', name: 'ana' } }]);
    ben.live.close();
    await until(() => ana.live.others.length === 0, 'ben gone');
  });

  test('is still seen after coming back', async () => {
    await start();
    const ana = await openSaved('ana');
    const ben = await openSaved('ben');
    for (const x of [1, 2, 3]) {
      ben.live.tryNow();
      expect(ben.live.others).toEqual([]);
      await until(() => ben.live.others.length === 1, 'ben back');
      ben.live.present({ cursor: [x, 0] });
      await until(() => ana.live.others[0]?.presence.cursor?.[0] === x, 'ben seen');
    }
  });

  test('works with a stock client on the same board', async () => {
    await start();
    const ana = await openSaved('ana');
    const stock = stockClient(world, 'ben');
    stops.push(() => stock.provider.destroy());
    await until(() => stock.provider.synced, 'the stock client synced');
    new BoardDoc(stock.doc).addCards([newCard({ id: 'stock', by: 'ben', text: 'From a program' })], { by: 'ben' });
    await until(() => ana.page.item('stock') !== null, 'its card');
    stock.provider.awareness.setLocalState({ cursor: [1, 2] });
    await until(() => ana.live.others.length === 1, 'its presence');
    expect(ana.live.others[0]?.who.id).toBe('ben');
  });

  test('a viewer may look, and sends nothing', async () => {
    await start();
    const vic = openPage('vic');
    await until(() => vic.live.synced, 'the board');
    expect(vic.live.status).toEqual({ is: 'readOnly', offline: false });
    vic.write('x');
    const ana = await openSaved('ana');
    ana.write('y');
    await until(() => vic.text().includes('y'), "ana's letter");
    expect(ana.text()).toBe('yHealth hub');
    expect(vic.live.status.is).toBe('readOnly');
  });

  test('a stranger is told that there is no such board, a visitor to sign in', async () => {
    await start();
    const stranger = openPage('eve');
    await until(() => stranger.live.status.is === 'ended', 'the end');
    const status = stranger.live.status;
    expect(status.is === 'ended' && ['noAccess', 'noSuchDocument'].includes(status.why)).toBe(true);
    const visitor = openPage('');
    await until(() => visitor.live.status.is === 'ended', 'the end');
    expect(visitor.live.status).toMatchObject({ why: 'signIn' });
  });

  test('access taken away ends the page, and the words not saved come with it', async () => {
    let store: FailingStore | undefined;
    await start({ around: (inner) => (store = new FailingStore(inner)) });
    const ana = await openSaved('ana');
    if (store) store.mode = 'refuses';
    ana.write('Breakfast, ');
    await until(() => (store?.refused ?? 0) > 0, 'a refused commit');
    delete world.people['ana'];
    world.events.emit('membership.changed', { personId: 'ana', partnershipId: PARTNERSHIP });
    await until(() => ana.live.status.is === 'ended', 'the end');
    const { status } = ana.live;
    expect(status.is === 'ended' && status.unsent.map(({ text }) => text)).toEqual(['Breakfast, Health hub']);
    if (store) store.mode = 'works';
  });

  test('a writer who becomes a viewer with nothing unsent goes on looking', async () => {
    await start();
    const ana = await openSaved('ana');
    world.people['ana'] = 'viewer';
    world.events.emit('membership.changed', { personId: 'ana', partnershipId: PARTNERSHIP });
    await until(() => ana.live.status.is === 'readOnly', 'view only');
  });

  test('a disk that cannot be written is named, and edits go through when it recovers', async () => {
    let store: FailingStore | undefined;
    await start({ around: (inner) => (store = new FailingStore(inner)) });
    const ana = await openSaved('ana');
    if (store) store.mode = 'refuses';
    ana.write('Breakfast, ');
    await until(() => ana.live.status.is === 'unsaved', 'unsaved');
    expect(ana.live.status).toEqual({ is: 'unsaved', count: 1, reason: 'storeFull' });
    if (store) store.mode = 'works';
    await until(() => ana.live.status.is === 'saved', 'saved');
  });

  test('a server that restarts gets back what it had not acknowledged', async () => {
    await start();
    const ana = await openSaved('ana');
    const { folder } = world;
    const port = new URL(world.url.replace('ws:', 'http:')).port;
    ana.write('Breakfast, ');
    await world.stop();
    ana.write('Lunch, ');
    world = await startSyncWorld({ folder, port: Number(port) });
    await until(() => ana.live.status.is === 'saved', 'saved');
    const kept = await world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).textAt({ item: 'hub', field: 'text' }));
    expect(kept).toBe('Lunch, Breakfast, Health hub');
  });

  test('a rebuilt document ends the pages that hold the old one', async () => {
    await start();
    const ana = await openSaved('ana');
    await world.server.rebuild(DOCUMENT);
    await until(() => ana.live.status.is === 'ended', 'the end');
    expect(ana.live.status).toMatchObject({ why: 'otherGeneration', unsent: [] });
    const again = await openSaved('ana');
    expect(again.text()).toBe('Health hub');
  });

  test('a new title reaches the page', async () => {
    await start();
    const ana = await openSaved('ana');
    world.events.emit('board.changed', { boardId: BOARD, title: 'Health hub 2', archived: false, scopeChanged: false });
    await until(() => ana.live.notices.board?.title === 'Health hub 2', 'the title');
  });
});
