import { afterEach, beforeEach, expect, test } from 'vitest';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { encodeNotice } from '../../src/lib/protocol/messages/notice.ts';
import { RawClient, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { BOARD, startSyncWorld } from '../support/syncWorld.ts';

let world: SyncWorld;
beforeEach(async () => (world = await startSyncWorld()));
afterEach(() => world.end());

test('[S48] a call to look at a part of a board reaches everyone on it but the caller, and nobody elsewhere', async () => {
  await world.server.create('board/many-1', (doc) => new BoardDoc(doc).initialise());
  const [ana, again, ben, vic] = await Promise.all(
    ['ana', 'ana', 'ben', 'vic'].map((who) => new RawClient(world, who).join()),
  );
  const elsewhere = await new RawClient(world, 'ben', { path: 'board/many-1' }).join();
  const call = { by: 'ana', name: 'Ana', view: [0, -20, 400, 300] as const };
  world.events.emit('board.gathered', { boardId: BOARD, ...call, view: [...call.view] });
  await until(() => ben?.notices.length === 1 && vic?.notices.length === 1, 'the call at the others');
  expect(ben?.notices).toEqual([{ topic: 'gather', ...call }]);
  // What everyone gets comes after it, so that nobody else can have got the call.
  world.events.emit('board.changed', { boardId: BOARD, title: 'Hub', archived: false, scopeChanged: false });
  world.events.emit('board.changed', { boardId: 'many-1', title: 'Hub', archived: false, scopeChanged: false });
  await until(() => [ana, again, elsewhere].every((one) => one?.notices.length === 1), 'what comes after it');
  for (const one of [ana, again, elsewhere]) expect(one?.notices).toMatchObject([{ topic: 'board' }]);
});

test('[F63] who is called to their group’s place is called alone', async () => {
  const [ana, ben] = [await new RawClient(world, 'ana').join(), await new RawClient(world, 'ben').join()];
  const call = { by: '', name: 'Fay', view: [0, 0, 600, 400] } as const;
  world.events.emit('board.gathered', { boardId: BOARD, ...call, only: [ben.hello?.me ?? ''] });
  world.events.emit('board.gathered', { boardId: BOARD, ...call, name: 'Everyone' });
  await until(() => ana.notices.length > 0 && ben.notices.length > 1, 'what each is called to');
  expect(ben.notices).toEqual([
    { topic: 'gather', ...call },
    { topic: 'gather', ...call, name: 'Everyone' },
  ]);
  expect(ana.notices).toEqual([{ topic: 'gather', ...call, name: 'Everyone' }]);
});

test('[S48] nothing that a page sends is such a call', async () => {
  const [ana, ben] = [await new RawClient(world, 'ana').join(), await new RawClient(world, 'ben').join()];
  ana.send(encodeNotice({ topic: 'gather', by: 'vic', name: 'Vic', view: [0, 0, 9, 9] }));
  await until(() => ana.closed !== null, 'the end of who sent it');
  expect(ben.notices).toEqual([]);
});
