import { describe, expect, test } from 'vitest';
import type { Snapshot, SummaryVote } from '../summaries/summary.ts';
import { withoutCards } from '../summaries/summary.ts';
import template from '../boards/templates/templates.json' with { type: 'json' };
import { evidenceOf, linesOf } from './readinessPage.ts';
import { DIMENSIONS, placeOf, POINTS, pointOf, ratingsOf, READINESS_TEMPLATE } from './readiness.ts';

const NAMES = { intent: 'Intent', trust: 'Trust in each other', time: 'Time', leadership: 'Leadership' };
const WORDS = { 'not-yet': 'not yet', emerging: 'emerging', 'in-place': 'in place' };

/** Zones of the template with a card each where one is named: `intent/emerging`. */
function zones(...cards: readonly string[]): Snapshot['zones'] {
  return DIMENSIONS.flatMap((dimension) =>
    POINTS.map((point) => ({
      ...{ id: `${dimension} ${point}`, title: `${NAMES[dimension]}: ${WORDS[point]}`, prompt: '', picture: null },
      cards: cards.flatMap((card, at) =>
        card === `${dimension}/${point}` ? [{ id: `card${at}`, text: `words ${at}` }] : [],
      ),
    })),
  );
}

function vote(
  method: SummaryVote['method'],
  said: Record<string, { total: number; mean?: number; splits?: SummaryVote['cards'][number]['splits'] }>,
  voters = 8,
): SummaryVote {
  const cards = Object.entries(said).map(([card, one]) => ({ card, text: '', rank: 1, room: 0, splits: [], ...one }));
  return { step: 's', title: 'Rate', method, voters, room: 0, cards };
}

describe('a readiness check', () => {
  test('knows the zones of its template by their titles, and no others', () => {
    const own = template.templates.find(({ id }) => id === READINESS_TEMPLATE);
    const places = own?.zones.map(({ title }) => placeOf(title)) ?? [];
    expect(places.filter((place) => place !== null)).toHaveLength(DIMENSIONS.length * POINTS.length);
    expect(placeOf(' TIME : Not Yet ')).toEqual({ dimension: 'time', point: 'not-yet' });
    for (const title of ['Time: next step', 'Timetable: in place', 'Time', 'What we have: in place'])
      expect(placeOf(title)).toBeNull();
  });

  test('is none on a board without all four, nor where nothing was said', () => {
    expect(ratingsOf({ zones: zones('time/in-place').slice(0, 3), votes: [] })).toBeNull();
    expect(ratingsOf({ zones: zones(), votes: [] })).toBeNull();
  });

  test('comes from a rating by what each card was given, as many as said so', () => {
    const ratings = ratingsOf({
      zones: zones('intent/emerging', 'intent/in-place', 'time/not-yet'),
      votes: [vote('rating', { card0: { total: 24, mean: 4 }, card1: { total: 4, mean: 2 } })],
    });
    expect(ratings?.intent).toMatchObject({ mean: 3.5, from: 2, to: 4, by: 'rating', people: 8 });
    expect(ratings?.time).toMatchObject({ mean: 1, by: 'cards', people: null });
    expect(ratings?.trust).toBeUndefined();
  });

  test('comes from dots by the point at which the evidence lies, and the last vote counts', () => {
    const votes = [
      vote('dots', { card0: { total: 6 }, card1: { total: 2 } }),
      vote('dots', { card0: { total: 2 }, card1: { total: 6 } }),
      vote('consent', { card0: { total: 8 } }),
    ];
    const ratings = ratingsOf({ zones: zones('trust/not-yet', 'trust/in-place'), votes });
    expect(ratings?.trust).toMatchObject({ mean: 4, from: 1, to: 5, by: 'dots', people: 8, groups: [] });
  });

  test('says what groups said where they were told apart, and no number of fewer than five people [F89]', () => {
    const splits = [
      { group: ['staff'] as const, total: 1 },
      { group: ['families'] as const, total: 5 },
    ];
    const others = [
      { group: ['staff'] as const, total: 5 },
      { group: ['families'] as const, total: 1 },
    ];
    const said = { card0: { total: 6, splits }, card1: { total: 6, splits: others } };
    const where = zones('time/not-yet', 'time/in-place');
    const ratings = ratingsOf({ zones: where, votes: [vote('dots', said, 12)] });
    expect(ratings?.time?.groups.map(({ of, mean }) => [...of, mean])).toEqual([
      ['staff', 4.3],
      ['families', 1.7],
    ]);
    const few = ratingsOf({ zones: where, votes: [vote('dots', { card0: { total: 4 } }, 4)] });
    expect(few?.time).toMatchObject({ mean: 1, people: null, groups: [] });
  });

  test('keeps ids and no words; its words are those that the summary still has [F88]', () => {
    const where = zones('time/not-yet', 'time/not-yet');
    const ratings = ratingsOf({ zones: where, votes: [] });
    expect(JSON.stringify(ratings)).not.toContain('words');
    const check = { sessionId: 's', boardId: 'b', heldAt: '', ratings: ratings ?? {} };
    expect(evidenceOf(check, { zones: where }).time).toEqual([{ point: 'not-yet', words: ['words 0', 'words 1'] }]);
    const left = withoutCards({ zones: where, votes: [], outcomes: [], present: [] }, new Set(['card0']));
    expect(evidenceOf(check, left).time).toEqual([{ point: 'not-yet', words: ['words 1'] }]);
    expect(evidenceOf(check, null).time).toEqual([]);
  });

  test('is compared with the last time each was rated', () => {
    const at = (heldAt: string, ...cards: string[]) => {
      const ratings = ratingsOf({ zones: zones(...cards), votes: [] }) ?? {};
      return { sessionId: heldAt, boardId: 'b', title: heldAt, heldAt, ratings };
    };
    const [latest] = linesOf([
      at('3', 'time/in-place', 'trust/emerging', 'intent/not-yet'),
      at('2', 'trust/emerging', 'intent/in-place'),
      at('1', 'time/not-yet'),
    ]);
    expect(latest?.ratings.map(({ dimension, point, trend }) => [dimension, point, trend])).toEqual([
      ['intent', 'not-yet', { is: 'down', from: 5, to: 1 }],
      ['trust', 'emerging', { is: 'same', at: 3 }],
      ['time', 'in-place', { is: 'up', from: 1, to: 5 }],
      ['leadership', null, null],
    ]);
  });

  test.each([
    [1, 'not-yet'],
    [1.9, 'not-yet'],
    [2.1, 'emerging'],
    [3.9, 'emerging'],
    [4.1, 'in-place'],
  ] as const)('a rating of %d is %s', (mean, point) => {
    expect(pointOf(mean)).toBe(point);
  });
});
