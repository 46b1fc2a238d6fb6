import { expect, test } from 'vitest';
import { cardItem, zoneItem } from '../../../tests/support/boards.ts';
import { BoardFilter, choicesOn } from './filter.svelte';

const ana = { name: 'Ana', organisation: 'Hill Schools', organisationKind: 'school-trust' } as const;
const ben = { name: 'Ben', organisation: 'Vale Health', organisationKind: 'nhs-trust' } as const;
const people: Record<string, typeof ana | typeof ben> = { ana, ben };
const authorOf = (by: string | null) => (by === null ? null : (people[by] ?? null));

const items = [
  cardItem({ id: 'sleep', by: 'ana', tags: ['Sleep'], look: { type: 'need' } }),
  cardItem({ id: 'hub', by: 'ben', tags: ['sleep', 'Hub'], look: { type: 'offer' } }),
  cardItem({ id: 'anonymous', by: null, look: {} }),
  zoneItem(),
];
const shown = (filter: BoardFilter) =>
  items.filter((item) => filter.shows(item, authorOf(item.by))).map(({ id }) => id);

test('nothing ticked shows all', () => {
  expect(shown(new BoardFilter())).toHaveLength(4);
});

test('one of a group is enough, and every group with a tick counts; zones stay', () => {
  const filter = new BoardFilter();
  filter.tags.add('sleep');
  expect(shown(filter)).toEqual(['sleep', 'hub', 'zone']);
  filter.types.add('offer').add('idea');
  expect(shown(filter)).toEqual(['hub', 'zone']);
  filter.organisations.add('Hill Schools');
  expect(shown(filter)).toEqual(['zone']);
  filter.clear();
  expect([filter.isOn, shown(filter).length]).toEqual([false, 4]);
});

test('the choices are what is on the board, once each', () => {
  expect(choicesOn(items, authorOf)).toEqual({
    tags: ['Hub', 'Sleep'],
    types: ['idea', 'need', 'offer'],
    organisations: ['Hill Schools', 'Vale Health'],
  });
});
