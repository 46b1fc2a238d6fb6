import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { GuestActor } from '../../src/lib/domain/access/actor.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';

const CARD = 'the-first-card-of-all';
const NUMBER = '943 476 5919';

let world: World;
let slug: string;
let ruth: Someone;
let board: string;
let marcin: GuestActor;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.end());
beforeEach(async () => {
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'facilitator' });
  board = await world.board(ruth, slug);
  marcin = await guest();
});

async function guest(right = 'edit', name = 'Marcin'): Promise<GuestActor> {
  const { code } = await world.guestLink(await ruth.actor(), slug, { board, right });
  return world.guest((await world.join(code, { name })).secret, board);
}
const part = () => world.services.takingPart;
const cards = async () => (await part().page(marcin, slug, board)).zones.flatMap((zone) => zone.cards);
const add = (words: string, { who = marcin, card = CARD, cleared = [] as string[] } = {}) =>
  part().addCard(who, slug, { board, card, round: null, words, cleared, zone: null });
const change = (words: string, who = marcin) =>
  part().changeCard(who, slug, { board, card: CARD, round: null, words, cleared: [] });
const remove = (who = marcin) => part().removeCard(who, slug, { board, card: CARD, round: null });

test('a guest adds a card, changes it and takes it away, and it bears their name', async () => {
  await add('  A bench\nby the gate ');
  expect(await part().page(marcin, slug, board)).toMatchObject({
    mayWrite: true,
    me: { name: 'Marcin', guest: 'family' },
    authors: { [marcin.kind === 'guest' ? marcin.id : '']: { name: 'Marcin', isGuest: true } },
    zones: [{ id: null, cards: [{ id: CARD, text: 'A bench\nby the gate' }] }],
  });
  await change('Two benches');
  expect(await cards()).toMatchObject([{ text: 'Two benches' }]);
  await remove();
  expect(await cards()).toEqual([]);
});

test('a form that is sent again adds nothing, even after the card was taken away', async () => {
  await Promise.all([add('A bench'), add('A bench')]);
  await add('A bench');
  expect(await cards()).toHaveLength(1);
  await remove();
  await remove();
  await add('A bench');
  expect(await cards()).toEqual([]);
});

test('a card is changed and removed by who wrote it, and by nobody else', async () => {
  await add('A bench');
  const other = await guest('edit', 'Kasia');
  await expect(change('Mine now', other)).rejects.toMatchObject({ code: 'notFound' });
  await expect(remove(other)).rejects.toMatchObject({ code: 'notFound' });
  await expect(
    part().changeCard(marcin, slug, { board, card: 'nothing', round: null, words: 'x', cleared: [] }),
  ).rejects.toMatchObject({
    code: 'notFound',
  });
});

test('who may only look reads, and writes nothing; an archived board is closed to all', async () => {
  const watcher = await guest('look', 'Kasia');
  expect(await part().page(watcher, slug, board)).toMatchObject({ mayWrite: false });
  await expect(add('A bench', { who: watcher })).rejects.toMatchObject({ code: 'notAllowed' });
  await world.services.boards.archive(await ruth.actor(), slug, board);
  await expect(add('A bench')).rejects.toMatchObject({ code: 'board.archived' });
});

test('an identifier gets nowhere, unless its writer says that it is none', async () => {
  const refused = { code: 'input.invalid', fields: { words: 'identifier' } };
  await expect(add(`Ring ${NUMBER}`)).rejects.toMatchObject(refused);
  await add('A bench', { card: 'the-second-of-21-char' });
  await expect(add(' ')).rejects.toMatchObject({ fields: { words: 'missing' } });
  await expect(add('A bench', { card: 'short' })).rejects.toMatchObject({ fields: { card: 'unknownChoice' } });
  await add(`Ring ${NUMBER}`, { cleared: ['nhsNumber', 'upn', 'nonsense'] });
  await expect(change(`Ring ${NUMBER} or 01/02/2015, date of birth`)).rejects.toMatchObject(refused);
  await change(`Do ring ${NUMBER}`);
  expect((await cards()).map(({ text }) => text)).toContain(`Do ring ${NUMBER}`);
});

test('who waits for news is told of a card at once, and is judged anew when rights change', async () => {
  const { version } = await part().page(marcin, slug, board);
  const told = part().news(marcin, slug, { board, since: version });
  await add('A bench');
  const news = await told;
  expect(news?.zones[0]?.cards).toMatchObject([{ text: 'A bench' }]);
  const since = (await part().page(marcin, slug, board)).version;
  const [waiting] = [part().news(marcin, slug, { board, since })];
  await world.services.boards.rename(await ruth.actor(), slug, { id: board, title: 'Renamed' });
  expect(await waiting).toBeNull();
  expect(await part().news(marcin, slug, { board, since })).toMatchObject({ title: 'Renamed' });
});

test('a step that closes writing keeps guests from it, and says so', async () => {
  const { sessions, sessionRuns } = world.services;
  const plan = { title: 'Hub', day: '', from: '', until: '', place: '', meeting: '' };
  const { id: session } = await sessions.make(await ruth.actor(), slug, { ...plan, board, like: '' });
  const draft = { ...newStep('vote'), title: 'Vote', instructions: '' };
  await add('A bench');
  const { step } = await sessions.saveStep(await ruth.actor(), slug, { board, session, step: null, draft });
  const command = async (is: 'start' | 'end') =>
    sessionRuns.command(await ruth.actor(), slug, { board, session, command: { is, step } });
  await command('start');
  expect(await part().page(marcin, slug, board)).toMatchObject({ mayWrite: false, closed: true });
  const closed = expect.objectContaining({ code: 'session.closed' });
  await expect(add('A gate', { card: 'the-second-card' })).rejects.toEqual(closed);
  await expect(change('Two benches')).rejects.toEqual(closed);
  await expect(remove()).rejects.toEqual(closed);
  await command('end');
  expect(await part().page(marcin, slug, board)).toMatchObject({ mayWrite: true, closed: false });
  await remove();
  expect(await cards()).toEqual([]);
});
