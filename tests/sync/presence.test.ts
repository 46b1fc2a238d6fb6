import { afterEach, beforeEach, expect, test } from 'vitest';
import { presenceFrame, putCard, RawClient, stockClient, until } from '../support/syncClients.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { DOCUMENT, startSyncWorld } from '../support/syncWorld.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await startSyncWorld();
});
afterEach(() => world.end());

test('[S20] presence reaches the others with an identity that the server sets', async () => {
  const ana = await new RawClient(world, 'ana').join();
  const ben = await new RawClient(world, 'ben').join();
  ana.sendPresence({ cursor: [3, 4], who: { id: 'ben', name: 'Somebody else' }, secret: 'x' });
  await until(() => ben.presence.length > 0, 'the presence');
  expect(ben.presence).toMatchObject([{ clientId: ana.doc.clientID }]);
  expect(ben.presence[0]?.state).toEqual({
    cursor: [3, 4],
    who: { id: 'ana', name: 'ana', organisationKind: 'school', organisation: 'Hill School', guest: false, colour: 0 },
  });
  expect(ana.presence).toEqual([]);
});

test('[S20] a connection speaks under one clientID, and not under one that is taken', async () => {
  const ana = await new RawClient(world, 'ana').join();
  const ben = await new RawClient(world, 'ben').join();
  ana.sendPresence({ cursor: [1, 1] });
  await until(() => ben.presence.length === 1, 'ana');
  ben.send(presenceFrame([{ clientId: ana.doc.clientID, clock: Date.now() * 2, state: { cursor: [9, 9] } }]));
  ben.send(presenceFrame([{ clientId: ana.doc.clientID, clock: Date.now() * 2, state: null }]));
  ben.sendPresence({ cursor: [2, 2] });
  ben.sendPresence({ cursor: [5, 5] }, { clientId: 4711 });
  await until(() => ana.presence.length > 0, 'ben');
  const late = await new RawClient(world, 'vic').join();
  await until(() => late.presence.length > 0, 'everyone');
  const seen = new Map(late.presence.map(({ clientId, state }) => [clientId, state?.['cursor']]));
  expect(seen).toEqual(
    new Map([
      [ana.doc.clientID, [1, 1]],
      [ben.doc.clientID, [2, 2]],
    ]),
  );
});

test('[S20] nobody speaks under a clientID that somebody else writes the document with', async () => {
  const ana = await new RawClient(world, 'ana').join();
  ana.edit((doc) => putCard(doc, 'card-1', { by: 'ana' }));
  await until(() => ana.saved.includes(1), 'the card on disk');
  const ben = await new RawClient(world, 'ben').join();
  ben.sendPresence({ cursor: [9, 9] }, { clientId: ana.doc.clientID });
  ben.sendPresence({ cursor: [1, 1] });
  await until(() => ana.presence.length > 0, 'presence at ana');
  expect(ana.presence.map(({ clientId }) => clientId)).toEqual([ben.doc.clientID]);
});

test('[S20] presence in a wrong shape is dropped; the last good word stands', async () => {
  const ana = await new RawClient(world, 'ana').join();
  const ben = await new RawClient(world, 'ben').join();
  ana.sendPresence({ cursor: [1, 1] });
  await until(() => ben.presence.length === 1, 'the first word');
  ana.sendPresence({ cursor: 'everywhere' });
  ana.sendPresence({ cursor: [1, 1], selection: Array.from({ length: 51 }, (_, n) => `card-${n}`) });
  ana.sendPresence({ cursor: [2, 2] });
  await until(() => ben.presence.some(({ state }) => String(state?.['cursor']) === '2,2'), 'the next good word');
  expect(ben.presence.map(({ state }) => state?.['cursor'])).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect(ana.closed).toBeNull();
});

test('[S20] presence beyond 4 KiB is dropped', async () => {
  const ana = await new RawClient(world, 'ana').join();
  const ben = await new RawClient(world, 'ben').join();
  ana.sendPresence({ cursor: [1, 1], padding: 'x'.repeat(5_000) });
  ana.sendPresence({ cursor: [2, 2] });
  await until(() => ben.presence.some(({ state }) => String(state?.['cursor']) === '2,2'), 'the small one');
  expect(ben.presence.filter(({ state }) => String(state?.['cursor']) === '1,1')).toEqual([]);
});

test('[S20] a participant who leaves is gone for the others', async () => {
  const ana = await new RawClient(world, 'ana').join();
  const ben = await new RawClient(world, 'ben').join();
  ana.sendPresence({ cursor: [1, 1] });
  await until(() => ben.presence.length === 1, 'ana');
  ana.socket.terminate();
  await until(() => ben.presence.length === 2, 'ana leaving');
  expect(ben.presence[1]).toMatchObject({ clientId: ana.doc.clientID, state: null });
  expect(ben.presence[1]?.clock).toBeGreaterThan(ben.presence[0]?.clock ?? Infinity);
});

test('[S20] stock clients see each other, whatever they say about themselves, again after a reconnect', async () => {
  const ana = stockClient(world, 'ana');
  const ben = stockClient(world, 'ben');
  ana.provider.awareness.setLocalState({ user: { name: 'Ana', color: '#f00' }, cursor: { anchor: 1, head: 2 } });
  const anaAtBen = () =>
    ben.provider.awareness.getStates().get(ana.doc.clientID)?.['who'] as { id: string } | undefined;
  await until(() => anaAtBen()?.id === 'ana', 'ana at ben');
  ben.provider.disconnect();
  await until(() => anaAtBen() === undefined, 'ben alone');
  ben.provider.connect();
  await until(() => anaAtBen()?.id === 'ana', 'ana at ben again');
  ana.provider.destroy();
  await until(() => anaAtBen() === undefined, 'ana gone');
  ben.provider.destroy();
});

test('[S21] colours are given in the order of first joining, and kept', async () => {
  await new RawClient(world, 'ana').join();
  await new RawClient(world, 'ben').join();
  const { server } = world;
  await expect.poll(() => server.read(DOCUMENT, () => true)).toBe(true);
  await world.stop();
  world = await startSyncWorld({ folder: world.folder });
  const ben = await new RawClient(world, 'ben').join();
  const vic = await new RawClient(world, 'vic').join();
  const ana = await new RawClient(world, 'ana').join();
  ben.sendPresence({});
  vic.sendPresence({});
  const colours = () =>
    new Map(
      ana.presence.map(({ state }) => [
        (state?.['who'] as { id: string }).id,
        (state?.['who'] as { colour: number }).colour,
      ]),
    );
  await until(() => colours().size === 2, 'both');
  expect(colours()).toEqual(
    new Map([
      ['ben', 1],
      ['vic', 2],
    ]),
  );
});

test('[S22] the port knows who is there, once each, and forgets who left', async () => {
  const first = await new RawClient(world, 'ana').join();
  const second = await new RawClient(world, 'ana').join();
  const vic = await new RawClient(world, 'vic').join();
  const here = () =>
    world.server
      .peopleIn([DOCUMENT, 'board/other'])
      .get(DOCUMENT)
      ?.map((person) => person.actorId);
  expect(here()).toEqual(['ana', 'vic']);
  await first.close();
  await vic.close();
  await until(() => here()?.length === 1, 'vic gone');
  expect(here()).toEqual(['ana']);
  await second.close();
  await until(() => here() === undefined, 'everyone gone');
});

test('[S23] a silent connection gets a frame often enough for a provider to stay', async () => {
  await world.end();
  world = await startSyncWorld({ limits: { keepAliveMs: 20 } });
  const ana = await new RawClient(world, 'ana').join();
  await until(() => ana.frames.filter((frame) => frame === 'presence').length >= 3, 'three keep-alives');
  expect(ana.presence).toEqual([]);
  expect(ana.closed).toBeNull();
});

test('[S20] who may only look shows no reaction; the rest of what they show stands', async () => {
  const reaction = { kind: 'yes', at: [1, 2], nth: 1 };
  const join = (who: string) => new RawClient(world, who).join();
  const [ana, vic, ben] = [await join('ana'), await join('vic'), await join('ben')];
  for (const who of [ana, vic]) who.sendPresence({ cursor: [3, 4], reaction });
  await until(() => new Set(ben.presence.map(({ clientId }) => clientId)).size === 2, 'both at ben');
  const shown = (client: RawClient) => ben.presence.find(({ clientId }) => clientId === client.doc.clientID)?.state;
  expect(shown(ana)).toMatchObject({ cursor: [3, 4], reaction });
  expect(shown(vic)).toMatchObject({ cursor: [3, 4] });
  expect(shown(vic)).not.toHaveProperty('reaction');
});
