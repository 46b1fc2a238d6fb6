import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { encodeHello } from '../../src/lib/protocol/messages/hello.ts';
import { encodeNotice } from '../../src/lib/protocol/messages/notice.ts';
import { encodeSaved } from '../../src/lib/protocol/messages/saved.ts';
import { captureUpdate, presenceFrame, putCard, RawClient, syncFrame, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { BOARD, DOCUMENT, startSyncWorld } from '../support/syncWorld.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await startSyncWorld({ people: { ana: 'contributor', eve: 'contributor', cat: 'commenter', vic: 'viewer' } });
  world.signedOut.add('eve');
});
afterEach(() => world.end());

/** A card of someone who may not add one, beside what is there, and the removal of what is there. */
function forged(document: Uint8Array, change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, document);
  return captureUpdate(doc, change);
}

/** Everything that can be said, whoever may say it. */
function everyMessage(document: Uint8Array, owner: Y.Doc): [string, Uint8Array][] {
  const added = forged(document, (doc) => putCard(doc, 'smuggled'));
  const removed = forged(document, (doc) => doc.getMap('items').delete('card-1'));
  const limits = { update: 1, join: 1, presence: 1, document: 1, items: 1 };
  return [
    ['step 1', syncFrame('step1', new Uint8Array([0]))],
    ['a step 2 that adds', syncFrame('step2', added)],
    ['a step 2 that removes', syncFrame('step2', removed)],
    ['an update that adds', syncFrame('update', added)],
    ['an update that removes', syncFrame('update', removed)],
    ['presence as someone else', presenceFrame([{ clientId: owner.clientID, clock: 9e9, state: { cursor: [6, 6] } }])],
    ['someone else leaving', presenceFrame([{ clientId: owner.clientID, clock: 9e9, state: null }])],
    ['auth', new Uint8Array([2, 0, 1, 65])],
    ['a question who is here', new Uint8Array([3])],
    ['saved', encodeSaved(5)],
    ['hello', encodeHello({ role: 'edit', generation: 9, limits, now: '2026-11-24T12:00:00.000Z', me: 'ana' })],
    ['a notice', encodeNotice({ topic: 'board', title: 'Taken over', archived: true })],
    ['an unknown message', new Uint8Array([77, 1, 2, 3])],
    ['nothing', new Uint8Array()],
  ];
}

const INTRUDERS: [string, string | null, number][] = [
  ['a viewer', 'vic', 4403],
  ['a commenter', 'cat', 4403],
  ['an expired sign-in', 'eve', 4401],
  ['a stranger', 'zoe', 4403],
  ['someone without a sign-in', null, 4401],
];

describe.each(['websocket', 'http'] as const)('over %s', (over) => {
  test.each(INTRUDERS)('[S2, S4, S20] %s tries every message: nothing is applied or sent on', async (_, who, code) => {
    const ana = await new RawClient(world, 'ana').join();
    ana.edit((doc) => putCard(doc, 'card-1'));
    ana.sendPresence({ cursor: [1, 1] });
    await until(() => ana.saved.includes(1), 'the card on disk');
    const before = await world.server.read(DOCUMENT, (doc) => Y.encodeStateAsUpdate(doc));
    const heard = ana.frames.length;
    for (const [, message] of everyMessage(before, ana.doc)) {
      const intruder = new RawClient(world, who, { over });
      await until(() => intruder.isOpen || intruder.closed !== null, 'an open socket');
      if (who === 'vic' || who === 'cat') await intruder.join();
      if (intruder.isOpen) intruder.send(message);
      if (intruder.isOpen)
        intruder.sendSync(
          'update',
          captureUpdate(intruder.doc, (doc) => putCard(doc, 'last-word')),
        );
      await until(() => intruder.closed !== null, 'the end of the intruder');
      expect([code, 4400]).toContain(intruder.closed?.code);
    }
    const after = await world.server.read(DOCUMENT, (doc) => Y.encodeStateAsUpdate(doc));
    expect(Buffer.compare(after, before)).toBe(0);
    expect(await world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).count)).toBe(1);
    const sentOn = ana.frames.slice(heard).filter((kind) => kind !== 'presence');
    expect([sentOn, ana.notices, ana.closed]).toEqual([[], [], null]);
    const shown = ana.presence.filter(({ clientId, state }) => clientId !== ana.doc.clientID && state !== null);
    expect(shown).toEqual([]);
    expect(ana.presence.filter(({ state }) => String(state?.['cursor']) === '6,6')).toEqual([]);
  });

  test('[S2] a board that is no longer theirs closes to them with every message on its way', async () => {
    const cat = await new RawClient(world, 'cat', { over }).join();
    delete world.people['cat'];
    world.events.emit('board.changed', { boardId: BOARD, title: 'Hub', archived: false, scopeChanged: true });
    cat.sendSync('step1', new Uint8Array([0]));
    await until(() => cat.closed !== null, 'sent to the door');
    expect(cat.closed?.code).toBe(4501);
    const again = new RawClient(world, 'cat', { over });
    await until(() => again.closed !== null, 'turned away');
    expect([again.closed?.code, again.frames]).toEqual([4403, []]);
  });
});
