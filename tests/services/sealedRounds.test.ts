import { nanoid } from 'nanoid';
import { afterEach, expect, test } from 'vitest';
import type { Actor, GuestActor } from '../../src/lib/domain/access/actor.ts';
import type { StepRules } from '../../src/lib/domain/sessions/rules.ts';
import { PrivateWorld } from '../support/privateWorld.ts';

let here: PrivateWorld;
let ruth: Actor;
let danuta: GuestActor;
let round: string;
afterEach(() => here.end());

/** A session that ended while two private cards of one guest were not revealed. */
async function ended(rules: Partial<StepRules> = {}): Promise<void> {
  here = await PrivateWorld.start(rules);
  ruth = await here.ruth.actor();
  danuta = (await here.guest('Danuta')).actor;
  ({ round } = await here.round());
  await write(danuta, 'A bench');
  await write(danuta, 'A gate');
  await here.command({ is: 'end', step: here.step });
}
async function write(who: GuestActor, words: string): Promise<void> {
  const asked = { board: here.board, card: nanoid(), round, words, cleared: [], zone: null };
  await here.world.services.takingPart.addCard(who, here.slug, asked);
}
const sealed = () => here.world.services.sealedRounds;
const at = () => ({ board: here.board, session: here.session });
const list = (who = ruth) => sealed().list(who, here.slug, at());
const page = (who: Actor) => here.world.services.takingPart.page(who, here.slug, here.board);

test('[F96] whoever runs the session is told how many there are, and no word of them', async () => {
  await ended();
  expect(await list()).toEqual([{ round, step: 'Write alone', cards: 2, mayReveal: true }]);
  const member = await (await here.member()).actor();
  await expect(list(member)).rejects.toMatchObject({ code: 'notAllowed' });
  expect((await page(member)).sealed).toEqual([]);
  expect((await page(ruth)).sealed).toEqual([]);
});

test('[F96] they are revealed by the rules that their writers were told', async () => {
  await ended({ authors: 'hidden' });
  await sealed().reveal(ruth, here.slug, { ...at(), round });
  expect((await here.cards()).map(({ by }) => by)).toEqual([null, null]);
  expect(await list()).toEqual([]);
  expect((await page(danuta)).sealed).toEqual([]);
});

test('[F96] or are left with their writers for good, who read and remove them', async () => {
  await ended();
  const own = (await page(danuta)).sealed;
  expect(own).toMatchObject([{ round, session: 'Health hub', step: 'Write alone', left: false }]);
  expect(own[0]?.cards.map(({ text }) => text)).toEqual(['A bench', 'A gate']);
  await sealed().leave(ruth, here.slug, { ...at(), round });
  expect(await list()).toEqual([]);
  await expect(sealed().reveal(ruth, here.slug, { ...at(), round })).rejects.toMatchObject({ code: 'notFound' });
  const card = own[0]?.cards[0]?.id ?? '';
  const { actor: other } = await here.guest('Kasia');
  await sealed().remove(other, here.slug, { board: here.board, round, card });
  await sealed().remove(danuta, here.slug, { board: here.board, round, card });
  await sealed().remove(danuta, here.slug, { board: here.board, round, card });
  expect((await page(danuta)).sealed).toMatchObject([{ left: true, cards: [{ text: 'A gate' }] }]);
  expect(await here.cards()).toEqual([]);
});

test('[F93] late cards without authors that are too few stay with their writers', async () => {
  here = await PrivateWorld.start({ authors: 'hidden' });
  ruth = await here.ruth.actor();
  danuta = (await here.guest('Danuta')).actor;
  ({ round } = await here.round());
  await here.reveal();
  await write(danuta, 'A bench');
  await here.command({ is: 'end', step: here.step });
  expect(await list()).toMatchObject([{ cards: 1, mayReveal: false }]);
  await sealed().reveal(ruth, here.slug, { ...at(), round });
  expect(await here.cards()).toEqual([]);
  expect((await page(danuta)).sealed).toHaveLength(1);
});
