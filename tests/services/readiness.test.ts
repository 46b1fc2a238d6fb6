import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { DIMENSIONS } from '../../src/lib/domain/readiness/readiness.ts';
import { USUAL_VOTE } from '../../src/lib/domain/sessions/rules.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import { instant } from '../../src/lib/domain/shared/surroundings.ts';
import { newCard } from '../support/boards.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';

const PLAN = { day: '', from: '', until: '', place: '', meeting: '', like: '' };

let world: World;
let slug: string;
let ruth: Someone;
let kay: Someone;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.end());
beforeEach(async () => {
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'convener' });
  kay = await world.person({ in: slug, role: 'contributor' });
});

/** A board of the template with these cards, by the zones that they lie in. */
async function board(cards: Record<string, string>, template = 'readiness-check'): Promise<string> {
  const { id } = await world.services.boards.create(await ruth.actor(), slug, { title: 'Are we ready?', template });
  await world.app.documents.change(`board/${id}`, { actorId: ruth.id }, (doc) => {
    const on = new BoardDoc(doc);
    const zones = new Map(on.zones().map(({ text, id: zone, at }) => [text, { zone, at }]));
    const items = Object.entries(cards).map(([text, title]) => {
      const found = zones.get(title);
      if (!found) throw new Error(`there is no zone ${title}`);
      return newCard({ id: `${id} ${text}`, text, zone: found.zone, at: [found.at[0] + 20, found.at[1] + 80] });
    });
    on.addCards(items, { by: ruth.id });
  });
  return id;
}

/** A session with a vote on the board, from its start to its end. */
async function hold(
  at: string,
  { method = 'rating', votes = [], title = 'Check' }: Partial<Held> = {},
): Promise<{ board: string; session: string }> {
  const { sessions, sessionRuns, votes: voting, ballots } = world.services;
  const by = await ruth.actor();
  const { id: session } = await sessions.make(by, slug, { ...PLAN, board: at, title });
  const rules = { ...newStep('vote').rules, vote: { ...USUAL_VOTE, method, perCard: 3 } };
  const draft = { ...newStep('vote'), rules, title: 'Rate', instructions: '' };
  await sessions.saveStep(by, slug, { board: at, session, step: null, draft });
  await sessionRuns.command(by, slug, { board: at, session, command: { is: 'start' } });
  const live = await sessionRuns.live(by, slug, at);
  const ballot = live?.ballot?.id ?? '';
  for (const [who, values] of votes) {
    const said = Object.entries(values).map(([text, value]) => ({ card: `${at} ${text}`, value }));
    await voting.cast(await who.actor(), slug, { board: at, ballot, votes: said });
  }
  await ballots.command(by, slug, { board: at, session, ballot, command: 'reveal' });
  await sessionRuns.command(by, slug, { board: at, session, command: { is: 'end', step: live?.current.step ?? '' } });
  return { board: at, session };
}

interface Held {
  method: 'rating' | 'dots';
  votes: readonly (readonly [Someone, Record<string, number>])[];
  title: string;
}

const page = async (by = kay) => world.services.readiness.page(await by.actor(), slug);
const now = async (by = kay) => world.services.readiness.now(await by.actor(), slug);
const EVIDENCE = {
  signed: 'Intent: in place',
  vacancies: 'Trust in each other: emerging',
  nurses: 'Time: not yet',
  sponsors: 'Leadership: in place',
};

describe('a readiness check', () => {
  test('is kept when a session on such a board ends, and compared with the one before [F87]', async () => {
    expect(await now()).toEqual({ latest: null, mayCheck: true });
    const at = await board(EVIDENCE);
    await hold(at, { votes: [[kay, { signed: 2, nurses: 1 }]] });
    await hold(at, { title: 'Again', votes: [[kay, { signed: 4, nurses: 1 }]] });
    const { latest } = await now();
    expect(latest?.title).toBe('Again');
    expect(latest?.ratings.map(({ dimension, rating, trend }) => [dimension, rating?.mean, trend])).toEqual([
      ['intent', 4, { is: 'up', from: 2, to: 4 }],
      ['trust', 3, { is: 'same', at: 3 }],
      ['time', 1, { is: 'same', at: 1 }],
      ['leadership', 5, { is: 'same', at: 5 }],
    ]);
    const { checks, evidence } = await page();
    expect(checks.map(({ title, boardTitle }) => [title, boardTitle])).toEqual([
      ['Again', 'Are we ready?'],
      ['Check', 'Are we ready?'],
    ]);
    expect(evidence?.time).toEqual([{ point: 'not-yet', words: ['nurses'] }]);
  });

  test('stays what it was, whatever becomes of its board [F87]', async () => {
    const at = await board(EVIDENCE);
    await hold(at);
    await world.app.documents.change(`board/${at}`, { actorId: ruth.id }, (doc) => {
      new BoardDoc(doc).editText(
        { item: `${at} nurses`, field: 'text' },
        { at: 0, remove: 0, insert: 'No ' },
        { by: ruth.id },
      );
    });
    expect((await page()).evidence?.time).toEqual([{ point: 'not-yet', words: ['nurses'] }]);
  });

  test('is none on other boards, and none where nothing was rated', async () => {
    await hold(await board({}));
    await hold(await board({}, 'impact-effort-matrix'));
    expect((await page()).checks).toEqual([]);
  });

  test('says how many rated, and what groups said, only of five people or more [F89]', async () => {
    const at = await board(EVIDENCE);
    const people = [ruth, kay, await world.person({ in: slug }), await world.person({ in: slug })];
    await hold(at, { votes: people.map((one) => [one, { signed: 3 }] as const) });
    expect((await now()).latest?.ratings[0]?.rating).toMatchObject({ mean: 3, people: null, groups: [] });
    people.push(await world.person({ in: slug }));
    await hold(at, { votes: people.map((one) => [one, { signed: 3 }] as const) });
    expect((await now()).latest?.ratings[0]?.rating).toMatchObject({ mean: 3, people: 5 });
  });

  test('has no word of a card that was taken off the board since, and its numbers stay [F88]', async () => {
    const at = await board(EVIDENCE);
    await hold(at, { votes: [[kay, { nurses: 2 }]] });
    const { takenOff } = world.services;
    const taking = { board: at, items: [`${at} nurses`], reason: '', reviewer: ruth.id };
    await takenOff.takeOff(await ruth.actor(), slug, taking);
    const { evidence, checks } = await page();
    expect(evidence?.time).toEqual([]);
    expect(checks[0]?.ratings[2]?.rating?.mean).toBe(2);
    expect(JSON.stringify(await page())).not.toContain('nurses');
  });

  test('is there for those who may see its board, and for nobody else: neither words nor numbers [F89]', async () => {
    const at = await board(EVIDENCE);
    await hold(at);
    const scope = { open: 'named', people: [ruth.id], organisations: [] } as const;
    await world.services.boards.share(await ruth.actor(), slug, { id: at, scope });
    expect((await page(kay)).checks).toEqual([]);
    expect((await page(kay)).evidence).toBeNull();
    expect((await now(kay)).latest).toBeNull();
    expect((await page(ruth)).checks).toHaveLength(1);
    const stranger = await world.person();
    await expect(page(stranger)).rejects.toMatchObject({ code: 'notFound' });
  });

  test('is kept with the summary or not at all, and made good when the server died between', async () => {
    const at = await board(EVIDENCE);
    const held = await hold(at);
    const { db } = world.app;
    await db.deleteFrom('readiness_check').execute();
    await db.deleteFrom('session_summary').where('session_id', '=', held.session).execute();
    await world.services.sessionClock.goOn(instant(Date.now()));
    expect((await page()).checks).toHaveLength(1);
    expect((await openRepos(db).summaries.ofSession(held.session)).snapshot).not.toBeNull();
    expect((await page()).checks[0]?.ratings).toHaveLength(DIMENSIONS.length);
  });
});
