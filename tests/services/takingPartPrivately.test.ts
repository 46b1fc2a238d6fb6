import { afterEach, describe, expect, test } from 'vitest';
import type { Actor, GuestActor } from '../../src/lib/domain/access/actor.ts';
import { sheetsOf } from '../../server/documents/sheets.ts';
import type { StepRules } from '../../src/lib/domain/sessions/rules.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import { PrivateWorld } from '../support/privateWorld.ts';

const CANARY = 'kestrel-canary-7Hb2Tz55';
const NUMBER = '943 476 5919';
const id = (nth: number) => `the-card-of-21-letters-${nth}`.slice(-21);

let here: PrivateWorld;
let marcin: GuestActor;
afterEach(() => here.end());

async function start(rules: Partial<StepRules> = {}): Promise<void> {
  here = await PrivateWorld.start(rules);
  marcin = (await here.guest()).actor;
}
const part = () => here.world.services.takingPart;
const page = (who: Actor = marcin) => part().page(who, here.slug, here.board);
const round = async () => (await here.secret()).round;
type Asked = { who?: GuestActor; card?: string; cleared?: string[]; promised?: string | null; zone?: string | null };
const add = (words: string, { who = marcin, card = id(1), cleared = [], promised = null, zone = null }: Asked = {}) =>
  part().addCard(who, here.slug, { board: here.board, card, round: promised, words, cleared, zone });
const change = (words: string, { who = marcin, card = id(1), promised = null }: Asked = {}) =>
  part().changeCard(who, here.slug, { board: here.board, card, round: promised, words, cleared: [] });
const remove = ({ who = marcin, card = id(1), promised = null }: Asked = {}) =>
  part().removeCard(who, here.slug, { board: here.board, card, round: promised });
const show = async (who: GuestActor = marcin) =>
  part().showOwn(who, here.slug, { board: here.board, round: await round() });
const mine = async (who: GuestActor = marcin) => (await page(who)).sheet?.cards.map(({ text }) => text);
/** Goes on to the next step, in which everyone, or nobody, writes. */
async function goOn(writing: 'open' | 'closed'): Promise<void> {
  const step = (await page()).session?.steps[1]?.id ?? '';
  const share = newStep('share');
  const draft = { ...share, title: 'Share', instructions: '', rules: { ...share.rules, writing } };
  const address = { board: here.board, session: here.session, step };
  await here.world.services.sessions.saveStep(await here.ruth.actor(), here.slug, { ...address, draft });
  await here.command({ is: 'next', step: here.step });
}
const code = (is: string) => expect.objectContaining({ code: is });

describe('private cards on the light page', () => {
  test('are added, changed and withdrawn by their writer, and are nowhere else', async () => {
    await start();
    expect(await page()).toMatchObject({ mayWrite: true, closed: false, sheet: { takes: true, cards: [] } });
    expect(await add(' A bench\nby the gate ')).toBe('sheet');
    await add('A bench');
    expect(await mine()).toEqual(['A bench\nby the gate']);
    await change('Two benches');
    expect(await mine()).toEqual(['Two benches']);
    expect(await here.cards()).toEqual([]);
    await remove({ promised: await round() });
    await remove();
    expect(await mine()).toEqual([]);
    await add('A bench');
    expect(await mine()).toEqual([]);
  });

  test('[F11] nobody else’s page or news holds their words, not even the facilitator’s', async () => {
    await start();
    const kasia = (await here.guest('Kasia')).actor;
    const others = [kasia, await here.ruth.actor(), await (await here.member()).actor()];
    const before = await Promise.all(others.map((who) => page(who)));
    const news = others.map((who, nth) =>
      part().news(who, here.slug, { board: here.board, since: before[nth]?.version ?? 0 }),
    );
    await add(CANARY);
    await here.settled();
    for (const told of [...(await Promise.all(news)), ...(await Promise.all(others.map((who) => page(who))))]) {
      expect(JSON.stringify(told)).not.toContain(CANARY);
      expect(told?.session?.secret?.counted.cards).toBe(1);
    }
    // Nobody gets at them by their id either.
    await expect(change('Mine now', { who: kasia })).rejects.toEqual(code('notFound'));
    await remove({ who: kasia, promised: await round() });
    expect(await mine()).toEqual([CANARY]);
    expect(await mine(kasia)).toEqual([]);
  });

  test('[F11] changing words tells nobody anything, not even that they were changed', async () => {
    await start();
    await add('A bench');
    await here.settled();
    const { version } = await page(await here.ruth.actor());
    await change('A bench with a roof');
    await here.settled();
    expect((await page(await here.ruth.actor())).version).toBe(version);
  });

  test('obey the rules of all cards: lengths, ids and what says who somebody is', async () => {
    await start();
    const refused = { code: 'input.invalid', fields: { words: 'identifier' } };
    await expect(add(`Ring ${NUMBER}`)).rejects.toMatchObject(refused);
    await expect(add(' ')).rejects.toMatchObject({ fields: { words: 'missing' } });
    await expect(add('x'.repeat(5_000))).rejects.toMatchObject({ fields: { words: 'tooLong' } });
    await expect(add('A bench', { card: 'short' })).rejects.toMatchObject({ fields: { card: 'unknownChoice' } });
    await add(`Ring ${NUMBER}`, { cleared: ['nhsNumber'], zone: 'no-zone-of-this-board' });
    await change(`Do ring ${NUMBER}`);
    await expect(change('Born 01/02/2015, date of birth')).rejects.toMatchObject(refused);
    expect(await mine()).toEqual([`Do ring ${NUMBER}`]);
    const { actor: watcher } = await here.guest('Kasia', 'look');
    expect(await page(watcher)).toMatchObject({ mayWrite: false, sheet: null });
    await expect(add('A gate', { who: watcher })).rejects.toEqual(code('notAllowed'));
    expect(await here.world.app.documents.named(sheetsOf(await round()))).toHaveLength(1);
  });

  test('are on the board after the reveal, with their writer’s name, and are changed there', async () => {
    await start();
    await add('A bench');
    await here.reveal();
    expect(await here.cards()).toMatchObject([{ id: id(1), text: 'A bench', by: marcin.id }]);
    expect(await page()).toMatchObject({ mayWrite: false, closed: true, sheet: { takes: false, cards: [] } });
    await expect(add('A gate', { card: id(2) })).rejects.toEqual(code('session.closed'));
    await add('A bench', { promised: await round() }); // its answer was lost on the way
    expect(await mine()).toEqual([]);
    // Whose page still called it private is told, and nothing happens that they did not mean.
    await expect(change('For me alone', { promised: await round() })).rejects.toEqual(code('session.shown'));
    await expect(remove({ promised: await round() })).rejects.toEqual(code('session.shown'));
    await goOn('open');
    await change('Two benches');
    expect(await here.texts()).toEqual(['Two benches']);
  });

  test('without names they are nobody’s after the reveal, and nothing leads back', async () => {
    await start({ authors: 'hidden' });
    await add('A bench');
    await here.reveal();
    expect(await here.cards()).toMatchObject([{ text: 'A bench', by: null }]);
    expect(JSON.stringify(await page())).not.toContain(id(1));
    await add('A bench', { promised: await round() });
    expect(await mine()).toEqual([]);
    await expect(remove({ promised: await round() })).rejects.toEqual(code('session.shown'));
    await goOn('open');
    await expect(change('Mine')).rejects.toEqual(code('notFound'));
  });

  test('[F16] what comes after the reveal waits for its writer, who shows or withdraws it', async () => {
    await start({ authors: 'hidden' });
    const promised = await round();
    await expect(show()).rejects.toEqual(code('session.notPrivate'));
    await here.reveal();
    expect(await add('From the bus', { promised })).toBe('sheet');
    await add('On second thoughts', { promised, card: id(2) });
    expect(await here.texts()).toEqual([]);
    expect(await mine()).toEqual(['From the bus', 'On second thoughts']);
    await remove({ promised, card: id(2) });
    await show();
    expect(await here.texts()).toEqual(['From the bus']);
    expect(await mine()).toEqual([]);
  });

  test('[F17] a card that was held back stays its writer’s, who is told so and cannot show it', async () => {
    await start({ checked: true });
    await add('About somebody');
    const ruth = await here.ruth.actor();
    const { privateRounds } = here.world.services;
    const [card] = await privateRounds.unrevealed(ruth, here.slug, await here.round());
    await privateRounds.hold(ruth, here.slug, { ...(await here.round()), card: card?.id ?? '', held: true });
    expect((await page()).sheet?.cards).toMatchObject([{ held: false }]);
    await here.reveal();
    expect((await page()).sheet?.cards).toMatchObject([{ text: 'About somebody', held: true }]);
    await show();
    expect(await here.texts()).toEqual([]);
  });

  test('[F50] what was written as private never goes on an open board by itself', async () => {
    await start();
    const promised = await round();
    await goOn('open');
    expect(await page()).toMatchObject({ mayWrite: true, sheet: { takes: false } });
    expect(await add('Begun alone', { promised })).toBe('sheet');
    expect(await add('For all', { card: id(2) })).toBe('board');
    expect(await here.texts()).toEqual(['For all']);
    await here.command({ is: 'end', step: (await page()).session?.current.step ?? '' });
    await expect(add('Too late', { promised, card: id(3) })).rejects.toEqual(code('session.notPrivate'));
    expect(await here.texts()).toEqual(['For all']);
  });

  test('a step in which nobody writes takes none, but those there are can be withdrawn', async () => {
    await start();
    await add('A bench');
    await goOn('closed');
    expect(await page()).toMatchObject({ mayWrite: false, closed: true, sheet: { takes: false } });
    await expect(add('A gate', { card: id(2) })).rejects.toEqual(code('session.closed'));
    await remove();
    expect(await mine()).toEqual([]);
  });
});
