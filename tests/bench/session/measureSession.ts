/** How a session of many people feels: steps that change, a reveal, and all who vote at once. */
import type { LiveSession } from '../../../src/lib/domain/sessions/session.ts';
import { cardsUpdate, itemsIn } from '../../support/boardUpdates.ts';
import type { Percentiles } from '../load/percentiles.ts';
import { percentiles } from '../load/percentiles.ts';
import type { SessionLoad } from '../loads.ts';
import { whyVoid } from '../measure/cores.ts';
import type { SessionStand, StepForm } from './sessionStand.ts';
import { sessionStand } from './sessionStand.ts';

export interface SessionRound {
  /** Milliseconds from a facilitator's press to each person's hearing of the step. */
  step: Percentiles | null;
  /** Milliseconds from the press to the last of all having the cards. */
  reveal: number;
  /** Whether everyone had them in one piece, and all of them. */
  isOne: boolean;
  /** Milliseconds until the last of all had lost them again. */
  takenBack: number;
  isTakenBack: boolean;
  /** Milliseconds from sending a vote to the answer that it is kept. */
  vote: Percentiles | null;
  /** Whether the totals are what was voted. */
  isCounted: boolean;
  void: string | null;
}

const VOTED_ON = 20;
const RULES = { minutes: '10', instructions: '', writing: 'open', authors: 'shown', reveal: 'asked', method: 'none' };
const STEPS: readonly StepForm[] = [
  { ...RULES, kind: 'discuss', title: 'First' },
  { ...RULES, kind: 'discuss', title: 'Second' },
  { ...RULES, kind: 'vote', title: 'What first?', method: 'dots', dots: '3', perCard: '1', split: 'kinds' },
  { ...RULES, kind: 'think', title: 'Alone', writing: 'private', authors: 'hidden' },
];

export async function measureSession({ people, cards, changes }: SessionLoad): Promise<SessionRound> {
  const why = await whyVoid();
  const stand = await sessionStand(people, STEPS);
  try {
    await write(stand, VOTED_ON);
    await stand.facilitator.post(`${stand.session}?/start`, {});
    await everyone(stand, 'the session', (session) => session !== null);
    const step = await measureSteps(stand, changes);
    await toStep(stand, 'vote');
    const { vote, isCounted } = await measureVotes(stand);
    await toStep(stand, 'think');
    const revealed = await measureReveal(stand, Math.ceil(cards / people));
    return { step, vote, isCounted, ...revealed, void: why };
  } finally {
    for (const { line } of stand.guests) line.close();
    await stand.close();
  }
}

function sessionOf({ guests }: SessionStand): LiveSession {
  const session = guests[0]?.line.session;
  if (!session) throw new Error('no session goes on');
  return session;
}

/** When each had heard of it. */
function everyone(
  { guests }: SessionStand,
  what: string,
  holds: (session: LiveSession | null) => boolean,
): Promise<number[]> {
  return Promise.all(guests.map(({ line }) => line.when(what, () => holds(line.session))));
}

async function command({ facilitator, session }: SessionStand, is: string, step: string): Promise<void> {
  const answer = await facilitator.post(`${session}?/command`, { is, step });
  if (answer.status !== 200) throw new Error(`the server refused to go ${is}: ${answer.status}`);
}

/** One step forward and one back, again and again. */
async function measureSteps(stand: SessionStand, changes: number): Promise<Percentiles | null> {
  const took: number[] = [];
  for (let change = 0; change < changes; change++) {
    const { step } = sessionOf(stand).current;
    const heard = everyone(stand, 'the step', (session) => session?.current.step !== step);
    const began = performance.now();
    await command(stand, change % 2 === 0 ? 'next' : 'back', step);
    took.push(...(await heard).map((at) => at - began));
  }
  return percentiles(took);
}

async function toStep(stand: SessionStand, kind: string): Promise<void> {
  for (;;) {
    const { current, steps } = sessionOf(stand);
    if (steps.find(({ id }) => id === current.step)?.kind === kind) return;
    const heard = everyone(stand, 'the step', (session) => session?.current.step !== current.step);
    await command(stand, 'next', current.step);
    await heard;
  }
}

/** All vote in the same moment. */
async function measureVotes(stand: SessionStand): Promise<Pick<SessionRound, 'vote' | 'isCounted'>> {
  await everyone(stand, 'the vote', (session) => session?.ballot?.state === 'open');
  const { id = '', cards = [] } = sessionOf(stand).ballot ?? {};
  const chosen = stand.guests.map((_, nth) =>
    [0, 1, 2].map((more) => cards[(nth * 7 + more * 3) % cards.length] ?? ''),
  );
  const took = await Promise.all(
    stand.guests.map(async ({ browser }, nth) => {
      const votes = Object.fromEntries((chosen[nth] ?? []).map((card) => [`vote-${card}`, '1']));
      const began = performance.now();
      const answer = await browser.post(`${stand.board}/ballots/${id}`, votes);
      if (answer.status !== 204) throw new Error(`a vote was refused: ${answer.status}`);
      return performance.now() - began;
    }),
  );
  await stand.facilitator.post(`${stand.session}?/ballot`, { ballot: id, is: 'reveal' });
  await everyone(stand, 'the totals', (session) => session?.ballot?.state === 'revealed');
  const expected = new Map<string, number>();
  for (const card of chosen.flat()) expected.set(card, (expected.get(card) ?? 0) + 1);
  const { results, voted } = sessionOf(stand).ballot ?? {};
  const isCounted =
    voted === stand.guests.length && (results ?? []).every(({ card, total }) => total === (expected.get(card) ?? 0));
  return { vote: percentiles(took), isCounted };
}

type Revealed = Pick<SessionRound, 'reveal' | 'isOne' | 'takenBack' | 'isTakenBack'>;

/** Everyone writes in private; all is shown; all is taken back. */
async function measureReveal(stand: SessionStand, each: number): Promise<Revealed> {
  const round = sessionOf(stand).secret?.round ?? '';
  const room = `mine/${stand.boardId}`;
  const own = await stand.open(room);
  await Promise.all(own.map((line) => line.write(room, cardsUpdate(each))));
  const before = stand.guests.map(({ line }) => line.updates.length);
  const grown = (by: number) =>
    Promise.all(
      stand.guests.map(({ line }, nth) => line.when('the cards', () => line.updates.length >= (before[nth] ?? 0) + by)),
    );
  const ask = async (is: string, by: number) => {
    const came = grown(by);
    const began = performance.now();
    await stand.facilitator.post(`${stand.session}?/secret`, { round, is });
    return Math.max(...(await came)) - began;
  };
  const reveal = await ask('reveal', 1);
  const isOne = holds(stand, before, { pieces: 1, cards: VOTED_ON + each * stand.guests.length });
  const takenBack = await ask('takeBack', 2);
  const isTakenBack = holds(stand, before, { pieces: 2, cards: VOTED_ON });
  for (const line of own) line.close();
  return { reveal, isOne, takenBack, isTakenBack };
}

/** Whether each has so many cards, and had so many updates for them. */
function holds(
  { guests }: SessionStand,
  before: readonly number[],
  { pieces, cards }: { pieces: number; cards: number },
): boolean {
  return guests.every(
    ({ line }, nth) => line.updates.length === (before[nth] ?? 0) + pieces && itemsIn(line.updates) === cards,
  );
}

/** Cards on the board that everyone sees before the session. */
async function write({ guests, boardId }: SessionStand, count: number): Promise<void> {
  await guests[0]?.line.write(`board/${boardId}`, cardsUpdate(count));
}
