import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { look, putCard, RawClient, stockClient, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { BOARD, DOCUMENT, PARTNERSHIP, startSyncWorld } from '../support/syncWorld.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await startSyncWorld({ people: { ana: 'contributor', ben: 'contributor', cat: 'commenter', vic: 'viewer' } });
});
afterEach(() => world.end());

async function closeCodeFor(who: string | null, path = DOCUMENT): Promise<number | undefined> {
  const client = new RawClient(world, who, { path });
  await until(() => client.closed !== null, 'a refusal');
  return client.closed?.code;
}

test('[S1] a stock y-websocket client joins, and two of them edit together', async () => {
  const ana = stockClient(world, 'ana');
  const ben = stockClient(world, 'ben');
  await until(() => ana.provider.synced && ben.provider.synced, 'both in sync');
  putCard(ana.doc, 'card-1', { text: 'Walking bus' });
  await until(() => look(ben.doc, 'card-1', 'text') === 'Walking bus', 'the card at ben');
  expect(look(ben.doc, 'card-1', 'is')).toMatchObject({ kind: 'card', by: 'ana' });
  ana.provider.destroy();
  ben.provider.destroy();
});

test('[S1] a stock client comes back by itself after the server went away', async () => {
  const ana = stockClient(world, 'ana');
  await until(() => ana.provider.synced, 'in sync');
  world.server.sendToDoor({ personId: 'ana' });
  await until(() => ana.closes.includes(4501), 'sent to the door');
  putCard(ana.doc, 'made-while-away');
  await until(() => ana.provider.synced, 'in sync again');
  await expect
    .poll(() => world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).item('made-while-away')?.by))
    .toBe('ana');
  ana.provider.destroy();
});

test('[S2] without a sign-in the door says 4401', async () => {
  expect(await closeCodeFor(null)).toBe(4401);
});

test('[S2] an unknown board and a forbidden one look the same to a stranger', async () => {
  expect(await closeCodeFor('zoe')).toBe(4403);
  expect(await closeCodeFor('zoe', 'board/no-such-board')).toBe(4403);
  expect(await closeCodeFor('ana', 'board/no-such-board')).toBe(4403);
});

test('[S2] kinds that are not served, and addresses that make no sense, are 4404', async () => {
  expect(await closeCodeFor('ana', 'plan/initiative')).toBe(4404);
  expect(await closeCodeFor('ana', `mine/${BOARD}`)).toBe(4404);
  expect(await closeCodeFor('ana', 'board/has%20space')).toBe(4404);
});

test('[S2] a board whose record is there and whose document is not is 4404', async () => {
  world.board.id = 'board-without-document';
  expect(await closeCodeFor('ana', 'board/board-without-document')).toBe(4404);
});

test('[S2] the upgrade of another site is refused, with the cookie and all', async () => {
  const client = new RawClient(world, 'ana', { origin: 'https://elsewhere.example' });
  await until(() => client.refusedWith !== null, 'a refusal');
  expect(client.refusedWith).toBe(403);
});

test('[S2] the own site is let in', async () => {
  const origin = world.url.replace('ws://', 'http://').replace('/sync', '');
  const client = await new RawClient(world, 'ana', { origin }).join();
  expect(client.closed).toBeNull();
});

test('[S3] before step 1 our clients get hello, others nothing at all', async () => {
  const ours = new RawClient(world, 'ana');
  const stock = new RawClient(world, 'ben', { ours: false });
  await until(() => ours.hello !== null && stock.isOpen, 'hello');
  const busy = await new RawClient(world, 'ana').join();
  busy.edit((doc) => putCard(doc, 'card-1'));
  busy.sendPresence({ cursor: [1, 2] });
  await until(() => busy.saved.includes(1), 'an acknowledgement');
  await stock.join(); // a round trip: whatever was sent to it before would be here by now
  expect(stock.frames[0]).toBe('step2');
  expect(stock.frames).not.toContain('hello');
  expect(ours.frames).toEqual(['hello']);
  expect(ours.hello).toMatchObject({ role: 'edit', generation: 1, me: 'ana' });
});

test('[S3] the subprotocol is taken up when offered, and not forced on others', async () => {
  const ours = await new RawClient(world, 'ana').join();
  const stock = await new RawClient(world, 'ben', { ours: false }).join();
  expect([ours.socket.protocol, stock.socket.protocol]).toEqual(['throughline.v1', '']);
});

test.each(['vic', 'cat'])('[S4] %s reads: no step 1 for them, and their edits reach nobody', async (reader) => {
  const ana = await new RawClient(world, 'ana').join();
  ana.edit((doc) => putCard(doc, 'card-1', { text: 'Open' }));
  await until(() => ana.saved.includes(1), 'the first card on disk');
  const vic = await new RawClient(world, reader).join();
  expect(look(vic.doc, 'card-1', 'text')).toBe('Open');
  expect(vic.frames).not.toContain('step1');
  expect(vic.hello?.role).toBe(reader === 'vic' ? 'look' : 'comment');
  vic.edit((doc) => putCard(doc, 'smuggled'));
  await until(() => vic.closed !== null, 'a refusal');
  expect(vic.closed?.code).toBe(4403);
  ana.edit((doc) => putCard(doc, 'card-2'));
  await until(() => ana.saved.includes(2), 'the second card on disk');
  const late = await new RawClient(world, 'ben').join();
  expect([...late.doc.getMap('items').keys()].sort()).toEqual(['card-1', 'card-2']);
  expect(look(ana.doc, 'smuggled', 'is')).toBeUndefined();
});

test('[S4] a reader may not delete either', async () => {
  const ana = await new RawClient(world, 'ana').join();
  ana.edit((doc) => putCard(doc, 'card-1'));
  await until(() => ana.saved.includes(1), 'the card on disk');
  const vic = await new RawClient(world, 'vic').join();
  vic.edit((doc) => doc.getMap('items').delete('card-1'));
  await until(() => vic.closed !== null, 'a refusal');
  expect(vic.closed?.code).toBe(4403);
  expect(await world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).count)).toBe(1);
});

test('[S4] a reader that says what everyone knows is tolerated', async () => {
  const ana = await new RawClient(world, 'ana').join();
  ana.edit((doc) => putCard(doc, 'card-1'));
  ana.edit((doc) => doc.getMap('items').delete('card-1'));
  await until(() => ana.saved.includes(2), 'both on disk');
  const vic = await new RawClient(world, 'vic').join();
  vic.sendSync('step2', Y.encodeStateAsUpdate(vic.doc));
  await until(() => vic.saved.includes(1), 'an acknowledgement');
  expect(vic.closed).toBeNull();
});

test('[S5] whoever leaves a partnership is at the door at once, and out', async () => {
  const ana = await new RawClient(world, 'ana').join();
  const ben = await new RawClient(world, 'ben').join();
  delete world.people['ana'];
  world.events.emit('membership.changed', { personId: 'ana', partnershipId: PARTNERSHIP });
  await until(() => ana.closed !== null, 'sent to the door');
  expect(ana.closed?.code).toBe(4501);
  expect(await closeCodeFor('ana')).toBe(4403);
  expect(ben.closed).toBeNull();
});

test('[S5] an edit that was under way when access ended does not count', async () => {
  const ana = await new RawClient(world, 'ana').join();
  world.people['ana'] = 'viewer';
  world.events.emit('membership.changed', { personId: 'ana', partnershipId: PARTNERSHIP });
  ana.edit((doc) => putCard(doc, 'too-late'));
  await until(() => ana.closed !== null, 'sent to the door');
  expect(await world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).count)).toBe(0);
});

test('[S5] ending a sign-in sends its connections to the door, and no others', async () => {
  const ana = await new RawClient(world, 'ana').join();
  const ben = await new RawClient(world, 'ben').join();
  world.events.emit('signIn.ended', { signInIds: ['sign-in-ana'] });
  await until(() => ana.closed !== null, 'sent to the door');
  expect([ana.closed?.code, ben.closed]).toEqual([4501, null]);
});

test('[S5] a renamed board is told to those present; an archived one sends them to the door, as readers', async () => {
  const ana = await new RawClient(world, 'ana').join();
  const news = { boardId: BOARD, title: 'Breakfast club', archived: false, scopeChanged: false };
  world.events.emit('board.changed', news);
  await until(() => ana.notices.length > 0, 'the new title');
  expect(ana.notices).toEqual([{ topic: 'board', title: 'Breakfast club', archived: false }]);
  world.board.archived = true;
  world.events.emit('board.changed', { ...news, archived: true });
  await until(() => ana.closed !== null, 'sent to the door');
  expect(ana.closed?.code).toBe(4501);
  const again = await new RawClient(world, 'ana').join();
  expect(again.hello?.role).toBe('look');
});

test('[S5] someone who is being judged while access changes is judged again', async () => {
  const early = new RawClient(world, 'ana');
  early.socket.once('open', () => {
    delete world.people['ana'];
    world.events.emit('membership.changed', { personId: 'ana', partnershipId: PARTNERSHIP });
  });
  await until(() => early.closed !== null, 'turned away');
  expect([4403, 4501]).toContain(early.closed?.code);
});

test('[S5] a call to the door that names nobody is an error', () => {
  expect(() => world.server.sendToDoor({})).toThrow();
  expect(() => world.server.sendToDoor({ personId: undefined })).toThrow();
});
