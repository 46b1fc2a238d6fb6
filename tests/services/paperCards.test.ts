import { nanoid } from 'nanoid';
import { afterEach, expect, test } from 'vitest';
import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { FROM_THE_ROOM } from '../../src/lib/domain/boards/paperCards.ts';
import type { StepRules } from '../../src/lib/domain/sessions/rules.ts';
import { PrivateWorld } from '../support/privateWorld.ts';

let here: PrivateWorld;
let ruth: Actor;
afterEach(() => here.end());

async function start(rules: Partial<StepRules> = {}): Promise<void> {
  here = await PrivateWorld.start(rules);
  ruth = await here.ruth.actor();
}
const cards = () => here.world.services.paperCards;
const address = () => ({ board: here.board, session: here.session });
const type = (lines: string, more: { list?: string; vouched?: boolean; who?: Actor } = {}) => {
  const { list = nanoid(), vouched = false, who = ruth } = more;
  return cards().add(who, here.slug, { ...address(), list, lines, zone: null, vouched });
};

test('[F94] where all see it, a list goes on the board as one change, marked, and is taken back by one', async () => {
  await start({ writing: 'open' });
  const list = nanoid();
  expect(await type('A bench\r\n\r\n A gate', { list })).toEqual({ added: 2, private: false });
  await type('A bench\nA gate', { list });
  const there = await here.cards();
  expect(there.map(({ text, tags, by }) => [text, tags, by])).toEqual([
    ['A bench', [FROM_THE_ROOM], here.ruth.id],
    ['A gate', [FROM_THE_ROOM], here.ruth.id],
  ]);
  await type('A tree');
  await cards().takeBack(ruth, here.slug, { ...address(), list });
  await cards().takeBack(ruth, here.slug, { ...address(), list });
  expect(await here.texts()).toEqual(['A tree']);
});

test('[F94] in a private step a list is revealed with the others, and says then whence it came', async () => {
  await start();
  const { actor } = await here.guest();
  const asked = { board: here.board, card: nanoid(), round: (await here.round()).round, cleared: [], zone: null };
  await here.world.services.takingPart.addCard(actor, here.slug, { ...asked, words: 'From a phone' });
  const list = nanoid();
  expect(await type('A bench\nA gate', { list })).toEqual({ added: 2, private: true });
  await cards().takeBack(ruth, here.slug, { ...address(), list });
  await type('A tree\nA hedge');
  await here.settled();
  expect(await here.cards()).toEqual([]);
  expect((await here.secret()).counted.cards).toBe(3);
  await here.reveal();
  expect(await here.texts()).toEqual(['A hedge', 'A tree', 'From a phone']);
  const typed = (await here.cards()).filter(({ tags }) => tags.includes(FROM_THE_ROOM));
  expect(typed.map(({ by }) => by)).toEqual([here.ruth.id, here.ruth.id]);
});

test('[F94] without authors nothing tells cards from paper from the others', async () => {
  await start({ authors: 'hidden' });
  await type('A bench\nA gate');
  await here.reveal();
  expect((await here.cards()).map(({ by, tags }) => [by, tags])).toEqual([
    [null, []],
    [null, []],
  ]);
});

test('obeys the rules of all cards, and says which line does not', async () => {
  await start({ writing: 'open' });
  const lines = `A bench\nRing 943 476 5919\n${'x'.repeat(2_001)}`;
  await expect(type(lines)).rejects.toMatchObject({ fields: { 'line-2': 'identifier', 'line-3': 'tooLong' } });
  await expect(type(' ')).rejects.toMatchObject({ fields: { lines: 'missing' } });
  await expect(type('A bench', { list: 'short' })).rejects.toMatchObject({ fields: { list: 'unknownChoice' } });
  expect(await here.cards()).toEqual([]);
  await type('Ring 943 476 5919', { vouched: true });
  expect((await here.cards())[0]?.look.cleared).toEqual(['nhsNumber']);
});

test('[F8] is for who runs the session alone, and of this board’s', async () => {
  await start({ writing: 'open' });
  const who = await (await here.member()).actor();
  await expect(type('A bench', { who })).rejects.toMatchObject({ code: 'notAllowed' });
  const { actor } = await here.guest();
  await expect(type('A bench', { who: actor })).rejects.toMatchObject({ code: 'signIn.needed' });
  const other = { ...address(), session: 'another', list: nanoid(), lines: 'A bench', zone: null, vouched: false };
  await expect(cards().add(ruth, here.slug, other)).rejects.toMatchObject({ code: 'notFound' });
});
