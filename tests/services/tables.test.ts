import { nanoid } from 'nanoid';
import { afterEach, describe, expect, test } from 'vitest';
import type { GuestActor } from '../../src/lib/domain/access/actor.ts';
import { TURN_MINUTES } from '../../src/lib/domain/guests/seat.ts';
import type { StepRules } from '../../src/lib/domain/sessions/rules.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import { addMinutes } from '../../src/lib/domain/shared/surroundings.ts';
import { sheetsOf } from '../../server/documents/sheets.ts';
import { PrivateWorld } from '../support/privateWorld.ts';
import { TableDevice } from '../support/tableDevice.ts';

const CANARY = 'wagtail-canary-5Jq8Wd31n';

let here: PrivateWorld;
let table: TableDevice;
afterEach(() => here.end());

async function start(rules: Partial<StepRules> = {}, sharedBy = 3): Promise<void> {
  here = await PrivateWorld.start(rules);
  table = await TableDevice.setUp(here, { sharedBy });
}
const code = (is: string) => expect.objectContaining({ code: is });
const part = () => here.world.services.takingPart;
const round = async () => (await here.secret()).round;
async function write(actor: GuestActor, words: string): Promise<string> {
  const card = nanoid();
  const asked = { board: here.board, card, round: await round(), words, cleared: [], zone: null };
  await part().addCard(actor, here.slug, asked);
  return card;
}
const cast = (actor: GuestActor, ballot: string, votes: readonly { card: string; value: number }[]) =>
  here.world.services.votes.cast(actor, here.slug, { board: here.board, ballot, votes });

/** A vote about one card that lies open, in the step after. */
async function beginVote(): Promise<{ ballot: string; card: string }> {
  const { sessions, takingPart } = here.world.services;
  const ruth = await here.ruth.actor();
  const step = (await part().page(ruth, here.slug, here.board)).session?.steps[1]?.id ?? '';
  const draft = { ...newStep('vote'), title: 'Vote', instructions: '' };
  const rules = { ...draft.rules, writing: 'open' } as const;
  await sessions.saveStep(ruth, here.slug, {
    board: here.board,
    session: here.session,
    step,
    draft: { ...draft, rules },
  });
  const card = nanoid();
  const words = { board: here.board, card, round: null, words: 'A bench', cleared: [], zone: null };
  await takingPart.addCard(ruth, here.slug, words);
  await here.command({ is: 'next', step: here.step });
  const ballot = (await part().page(ruth, here.slug, here.board)).session?.ballot?.id ?? '';
  return { ballot, card };
}

describe('a device that people share', () => {
  test('[F90] writes and votes nothing by itself, and asks who is next', async () => {
    await start();
    const device = await table.actor();
    expect(device.boards).toEqual({ [here.board]: 'look' });
    expect(await table.page()).toMatchObject({ table: { most: 3, taken: 0, asksName: true }, sheet: null, seat: null });
    await expect(write(device, 'A bench')).rejects.toEqual(code('notAllowed'));
  });

  test('[F90] each person is somebody of their own there, with their own private cards', async () => {
    await start();
    const first = await table.next({ name: 'Danuta' });
    await write(first, 'A bench');
    const second = await table.next({ kind: 'school' });
    await write(second, 'A gate');
    expect(first.id).not.toBe(second.id);
    expect(await here.world.app.documents.named(sheetsOf(await round()))).toHaveLength(2);
    await table.end();
    await here.reveal();
    const authors = (await part().page(await here.ruth.actor(), here.slug, here.board)).authors;
    expect((await here.cards()).map(({ text, by }) => [text, authors[by ?? '']?.name]).sort()).toEqual([
      ['A bench', 'Danuta'],
      ['A gate', 'Table 1 · 2'],
    ]);
  });

  test('[F91] shows nothing of the last person, whatever becomes of the board meanwhile', async () => {
    await start({ authors: 'hidden' });
    const first = await table.next({ name: CANARY });
    const card = await write(first, CANARY);
    expect((await table.page()).sheet?.cards.map(({ text }) => text)).toEqual([CANARY]);
    await table.end();
    expect(JSON.stringify(await table.page())).not.toContain(CANARY);
    const second = await table.next();
    expect(JSON.stringify(await table.page())).not.toContain(CANARY);
    // Nor does whoever says that they are number 1.
    const again = await table.next({ number: 1 });
    expect(again.id).toBe(first.id);
    const page = await table.page();
    expect(page.sheet?.cards).toEqual([]);
    expect(JSON.stringify({ ...page, me: null })).not.toContain(CANARY);
    const asked = { board: here.board, card, round: await round(), words: 'Mine now', cleared: [] };
    for (const who of [second, again]) {
      await expect(part().changeCard(who, here.slug, asked)).rejects.toEqual(code('notFound'));
      await part().removeCard(who, here.slug, asked);
    }
    await table.end();
    await here.reveal();
    expect(await here.texts()).toEqual([CANARY]);
  });

  test('[F91] a turn’s secret opens nothing once the turn is over, by whatever way it ended', async () => {
    await start();
    const first = await table.next();
    const secret = table.turnSecret;
    await table.end();
    expect((await table.actor()).turn).toBeUndefined();
    await table.next();
    table.turnSecret = secret;
    expect((await table.actor()).id).not.toBe(first.id);
    // Nor one that nobody ended before the next began.
    await table.next({ number: 1 });
    const left = table.turnSecret;
    await table.next({ number: 2 });
    table.turnSecret = left;
    expect((await table.actor()).turn).toBeUndefined();
    await table.next();
    const { db } = here.world.app;
    const began = addMinutes(new Date().toISOString(), -TURN_MINUTES);
    await db.updateTable('seat_turn').set({ began }).execute();
    expect((await table.actor()).turn).toBeUndefined();
  });

  test('[F91] a turn is on where turns are had and nowhere else, and on its own device alone', async () => {
    await start();
    await table.next();
    const { app } = here.world;
    const { actor } = await app.identify(table.cookie, here.board);
    expect(actor).toMatchObject({ boards: { [here.board]: 'look' } });
    expect(actor).not.toHaveProperty('turn');
    const other = await TableDevice.setUp(here, {}, 'Table 2');
    other.turnSecret = table.turnSecret;
    expect((await other.actor()).turn).toBeUndefined();
  });

  test('[F92] is only shared by a facilitator’s link, by as many as it says', async () => {
    await start();
    for (const kind of ['family', 'school', 'nhs'] as const) await table.next({ kind });
    await expect(table.next()).rejects.toEqual(code('guestLink.full'));
    await expect(table.next({ number: 4 })).rejects.toMatchObject({ fields: { number: 'unknownChoice' } });
    const { actor: own } = await here.guest('Kasia');
    const asked = { board: here.board, number: null, name: '', kind: 'family' };
    await expect(here.world.services.tables.begin(own, here.slug, asked)).rejects.toEqual(code('notAllowed'));
    const ruth = await here.ruth.actor();
    const link = { board: here.board };
    const refused = { code: 'input.invalid', fields: { sharedBy: expect.any(String) as string } };
    for (const more of [{ sharedBy: 13 }, { sharedBy: 0 }, { sharedBy: 2, right: 'look' }])
      await expect(here.world.guestLink(ruth, here.slug, { ...link, ...more })).rejects.toMatchObject(refused);
    await expect(
      here.world.guestLink(await (await here.member()).actor(), here.slug, { ...link, sharedBy: 2 }),
    ).rejects.toEqual(code('notAllowed'));
  });

  test('[F92] gives each number one turn’s votes in a ballot, and tells those who run it how many voted so', async () => {
    await start();
    const { ballot, card } = await beginVote();
    const first = await table.next();
    await cast(first, ballot, [{ card, value: 1 }]);
    await cast(first, ballot, []);
    await cast(first, ballot, [{ card, value: 1 }]);
    const second = await table.next({ kind: 'school' });
    expect(await table.page()).toMatchObject({ mayVote: true, votes: [] });
    await cast(second, ballot, [{ card, value: 1 }]);
    const again = await table.next({ number: 1 });
    expect(await table.page()).toMatchObject({ mayVote: false, votes: [], seat: { number: 1, hasVoted: true } });
    await expect(cast(again, ballot, [])).rejects.toEqual(code('notAllowed'));
    // Nor does a page that was left open in the turn before.
    await expect(cast(second, ballot, [])).rejects.toEqual(code('notAllowed'));
    const own = await here.world.services.votes.own(await here.ruth.actor(), here.slug, { board: here.board, ballot });
    expect(own.shared).toBe(2);
    const { actor: guest } = await here.guest('Kasia');
    expect((await here.world.services.votes.own(guest, here.slug, { board: here.board, ballot })).shared).toBeNull();
    const live = await here.world.services.sessionRuns.live(await here.ruth.actor(), here.slug, here.board);
    expect(live?.ballot?.voted).toBe(2);
  });

  test('[F92] takes with it, when it is removed, who had a turn on it and what they said in votes', async () => {
    await start();
    const writer = await table.next();
    await write(writer, 'A bench');
    const { ballot, card } = await beginVote();
    await cast(await table.next({ number: 1 }), ballot, [{ card, value: 1 }]);
    const ruth = await here.ruth.actor();
    const people = await here.world.services.guests.list(ruth, here.slug, here.board);
    const device = people.find(({ sharedBy }) => sharedBy > 1);
    expect(people.find(({ seat }) => seat !== null)?.seat).toEqual({ holderId: device?.id, number: 1 });
    await here.world.services.guests.remove(ruth, here.slug, { board: here.board, guest: device?.id ?? '' });
    expect((await table.actor()).boards).toEqual({});
    const live = await here.world.services.sessionRuns.live(ruth, here.slug, here.board);
    expect(live?.ballot?.voted).toBe(0);
    expect(await here.world.services.guests.list(ruth, here.slug, here.board)).toEqual([]);
  });

  test('[F43] the room counts the people who share it, and not the device', async () => {
    await start();
    await table.page();
    await table.next();
    await table.page();
    await table.next({ kind: 'school' });
    await table.page();
    await table.end();
    await table.page();
    const { roomPeople } = here.world.services;
    expect((await roomPeople.of({ id: here.session, boardId: here.board })).here).toBe(2);
    const { sessionRooms } = here.world.services;
    const address = { board: here.board, session: here.session };
    expect(await sessionRooms.page(await here.ruth.actor(), here.slug, address)).toMatchObject({ people: 2 });
  });
});
