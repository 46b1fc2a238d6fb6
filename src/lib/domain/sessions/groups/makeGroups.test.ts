import { describe, expect, test } from 'vitest';
import type { VoterKind } from '../votes/voterGroup.ts';
import { VOTER_KINDS } from '../votes/voterGroup.ts';
import type { Grouped } from './group.ts';
import { MAX_GROUPS, MIN_GROUPS, sideOf } from './group.ts';
import type { Shuffle } from './makeGroups.ts';
import { dealtOut, groupForLate, groupsAgain, mostMixed } from './makeGroups.ts';

const SEEDS = Array.from({ length: 300 }, (_, seed) => seed);

/** The same seed gives the same choices, so that a failure can be seen again. */
function seededChance(seed: number) {
  let state = seed * 2_654_435_761 + 1;
  const below = (limit: number) => {
    state = (Math.imul(state >>> 0, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return { below, pick: <T>(from: readonly T[]) => from[below(from.length)] as T };
}

function shuffleBy(seed: number): Shuffle {
  const chance = seededChance(seed);
  return (list) =>
    list
      .map((one) => ({ one, at: chance.below(1_000_000) }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one);
}

function peopleOf(seed: number): { people: Grouped[]; count: number } {
  const chance = seededChance(seed);
  const kinds = VOTER_KINDS.slice(0, 1 + chance.below(VOTER_KINDS.length));
  const people = Array.from({ length: chance.below(60) }, (_, nth) => ({ id: `${nth}`, kind: chance.pick(kinds) }));
  return { people, count: MIN_GROUPS + chance.below(MAX_GROUPS - MIN_GROUPS + 1) };
}

const inEach = (dealt: ReadonlyMap<string, number>, people: readonly Grouped[], count: number) =>
  Array.from({ length: count }, (_, nth) => people.filter(({ id }) => dealt.get(id) === nth).length);
const spreadOf = (counts: readonly number[]) => Math.max(...counts) - Math.min(...counts);

describe('[F61] dealing people out', () => {
  test.each(['mixed', 'random'] as const)('everyone is in one group and sizes differ by one at most: %s', (how) => {
    for (const seed of SEEDS) {
      const { people, count } = peopleOf(seed);
      const dealt = dealtOut(people, { count, how, shuffle: shuffleBy(seed) });
      expect([...dealt.keys()].sort()).toEqual(people.map(({ id }) => id).sort());
      expect(spreadOf(inEach(dealt, people, count)), `seed ${seed}`).toBeLessThanOrEqual(1);
    }
  });

  test('mixed, each kind and each side is spread evenly, and each group holds both sides where there are enough', () => {
    for (const seed of SEEDS) {
      const { people, count } = peopleOf(seed);
      const dealt = dealtOut(people, { count, how: 'mixed', shuffle: shuffleBy(seed) });
      for (const kind of VOTER_KINDS) {
        const own = people.filter((one) => one.kind === kind);
        expect(spreadOf(inEach(dealt, own, count)), `seed ${seed}, ${kind}`).toBeLessThanOrEqual(1);
      }
      for (const side of ['education', 'health'] as const) {
        const own = people.filter((one) => sideOf(one.kind) === side);
        const counts = inEach(dealt, own, count);
        expect(spreadOf(counts), `seed ${seed}, ${side}`).toBeLessThanOrEqual(1);
        if (mostMixed(people) >= count) expect(Math.min(...counts), `seed ${seed}, ${side}`).toBeGreaterThan(0);
      }
    }
  });

  test('by hand nobody is dealt out, and another shuffle deals others together', () => {
    const people = Array.from({ length: 12 }, (_, nth) => ({ id: `${nth}`, kind: 'school' as const }));
    expect(dealtOut(people, { count: 3, how: 'hand', shuffle: shuffleBy(1) }).size).toBe(0);
    const of = (seed: number) =>
      JSON.stringify([...dealtOut(people, { count: 3, how: 'mixed', shuffle: shuffleBy(seed) })]);
    expect(of(1)).toBe(of(1));
    expect(of(1)).not.toBe(of(2));
  });

  test('as many groups hold both as there are people of the rarer side', () => {
    const of = (...kinds: VoterKind[]) => mostMixed(kinds.map((kind, nth) => ({ id: `${nth}`, kind })));
    expect(of('school', 'school-trust', 'school', 'icb', 'nhs-trust', 'family')).toBe(2);
    expect(of('school', 'council')).toBe(0);
  });
});

describe('[F62] coming late', () => {
  const room = (id: string, ...kinds: VoterKind[]) => ({
    id,
    people: kinds.map((kind, nth) => ({ id: `${id}${nth}`, kind })),
  });

  test('one goes to the smallest group that lacks one’s side, or else to the smallest', () => {
    const rooms = [
      room('a', 'school', 'icb', 'council'),
      room('b', 'school', 'council', 'council', 'family'),
      room('c', 'school', 'family', 'other'),
    ];
    expect(groupForLate({ kind: 'nhs-trust' }, rooms, 'mixed')).toBe('c');
    expect(groupForLate({ kind: 'school' }, rooms, 'mixed')).toBe('a');
    expect(groupForLate({ kind: 'family' }, [room('a', 'school'), room('b')], 'mixed')).toBe('b');
    expect(groupForLate({ kind: 'nhs-trust' }, rooms, 'random')).toBe('a');
    expect(groupForLate({ kind: 'school' }, [], 'mixed')).toBeNull();
  });

  test('a guest goes where there is no board of its own, as long as there is such a group', () => {
    const own = { ...room('a'), hasBoard: true };
    expect(groupForLate({ kind: 'family', isGuest: true }, [own, room('b', 'school')], 'mixed')).toBe('b');
    expect(groupForLate({ kind: 'family', isGuest: true }, [own], 'mixed')).toBe('a');
    expect(groupForLate({ kind: 'family' }, [own, room('b', 'school')], 'mixed')).toBe('a');
  });

  test('a hall that comes one by one is as mixed as one that is dealt out', () => {
    for (const seed of SEEDS.slice(0, 100)) {
      const { people, count } = peopleOf(seed);
      const rooms = Array.from({ length: count }, (_, nth) => ({ id: `${nth}`, people: [] as Grouped[] }));
      for (const person of people) {
        const to = groupForLate(person, rooms, 'mixed');
        rooms.find(({ id }) => id === to)?.people.push(person);
      }
      for (const side of ['education', 'health'] as const) {
        const held = rooms.filter((one) => one.people.some(({ kind }) => sideOf(kind) === side)).length;
        expect(held).toBe(Math.min(count, people.filter(({ kind }) => sideOf(kind) === side).length));
      }
    }
  });
});

test('[F60] groups that are made again stay what they are, as far as they are wanted', () => {
  const group = (id: string) => ({ id, name: id, zones: [], boardId: null });
  const newGroup = (nth: number) => group(`new ${nth}`);
  expect(groupsAgain([group('a'), group('b')], { count: 3, newGroup }).map(({ id }) => id)).toEqual([
    'a',
    'b',
    'new 2',
  ]);
  expect(groupsAgain([group('a'), group('b'), group('c')], { count: 2, newGroup }).map(({ id }) => id)).toEqual([
    'a',
    'b',
  ]);
});
