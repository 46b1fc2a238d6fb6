import { nanoid } from 'nanoid';
import { afterEach, expect, test } from 'vitest';
import type { GuestActor } from '../../src/lib/domain/access/actor.ts';
import type { Authors } from '../../src/lib/domain/sessions/rules.ts';
import { mayFollow } from '../../src/lib/domain/sessions/lateCards.ts';
import { PrivateWorld } from '../support/privateWorld.ts';

let here: PrivateWorld;
let round: string;
afterEach(() => here?.end());

/** A round that was revealed; two guests whose words were still on their way. */
async function revealed(authors: Authors): Promise<[GuestActor, GuestActor]> {
  here = await PrivateWorld.start({ authors });
  const guests = [(await here.guest('Danuta')).actor, (await here.guest('Kasia')).actor] as const;
  ({ round } = await here.round());
  await here.reveal();
  return [...guests];
}

async function write(who: GuestActor, words: string): Promise<void> {
  const asked = { board: here.board, card: nanoid(), round, words, cleared: [], zone: null };
  await here.world.services.takingPart.addCard(who, here.slug, asked);
  await here.world.services.secretWork.late.settled();
}

test.each([
  [[], false],
  [[3], false],
  [[9, 0], false],
  [[1, 1], false],
  [[2, 1], true],
  [[1, 1, 1], true],
])('[F93] of %j late cards by writer it is %s that they follow', (waiting, may) => {
  expect(mayFollow(waiting)).toBe(may);
});

test('[F93] late cards without authors wait for two others of somebody else, and go up together', async () => {
  const [danuta, kasia] = await revealed('hidden');
  await write(danuta, 'One');
  await write(danuta, 'Two');
  await write(danuta, 'Three');
  expect(await here.texts()).toEqual([]);
  await write(kasia, 'Four');
  expect(await here.texts()).toEqual(['Four', 'One', 'Three', 'Two']);
  const cards = await here.cards();
  expect(cards.map(({ by }) => by)).toEqual([null, null, null, null]);
  expect(new Set(cards.map(({ made }) => made)).size).toBe(1);
  await write(kasia, 'Five');
  expect(await here.texts()).toHaveLength(4);
});

test('[F93] fewer go up by their writer’s word alone, and then only theirs', async () => {
  const [danuta, kasia] = await revealed('hidden');
  await write(danuta, 'One');
  await write(kasia, 'Two');
  const page = await here.world.services.takingPart.page(danuta, here.slug, here.board);
  expect(page.sheet?.cards.map(({ text }) => text)).toEqual(['One']);
  await here.world.services.takingPart.showOwn(danuta, here.slug, { board: here.board, round });
  expect(await here.texts()).toEqual(['One']);
});

test('[F93] nothing follows once the session is over, nor of somebody who may write no more', async () => {
  const [danuta, kasia] = await revealed('hidden');
  await write(danuta, 'One');
  await write(danuta, 'Two');
  const ruth = await here.ruth.actor();
  await here.world.services.guests.setMuted(ruth, here.slug, { board: here.board, guest: danuta.id, muted: true });
  await write(kasia, 'Three');
  expect(await here.texts()).toEqual([]);
  await here.world.services.guests.setMuted(ruth, here.slug, { board: here.board, guest: danuta.id, muted: false });
  await here.command({ is: 'end', step: here.step });
  await here.world.services.secretWork.late.settled();
  expect(await here.texts()).toEqual([]);
});

test('[F16] where names are shown, late cards wait for their writer as ever', async () => {
  const [danuta, kasia] = await revealed('shown');
  for (const who of [danuta, danuta, kasia]) await write(who, 'One');
  expect(await here.texts()).toEqual([]);
});
