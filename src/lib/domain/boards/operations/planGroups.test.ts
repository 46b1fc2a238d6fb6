import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ANA, BEN, board, exchange, surroundings } from '../../../../../tests/support/boards.ts';
import { BoardDoc, type Origin } from '../boardDoc.ts';
import { boxOf, contains, overlaps } from '../geometry/box.ts';
import { isGroup } from '../groups.ts';
import type { ZoneItem } from '../schema.ts';
import { planGroup, planJoin, planMerge, planUngroup } from './planGroups.ts';
import { planDrop } from './planMoves.ts';

const IDEAS = { id: 'ideas', title: 'Ideas', size: [1200, 900] as const };
const cardsAt = (count: number, zone: string | null = 'ideas') =>
  Array.from({ length: count }, (_, index) => ({
    ...{ id: `card-${index}`, zone, text: `card ${index}` },
    at: [20 + (index % 6) * 176, 100 + Math.floor(index / 6) * 124] as const,
  }));

/** A board on which somebody groups. */
function table(
  count = 8,
  { doc, board: made } = board({ zones: [IDEAS], cards: cardsAt(count) }),
  origin: Origin = ANA,
) {
  const around = { ...surroundings(`${origin.by}`), by: origin.by ?? '' };
  return {
    doc,
    made,
    undo: made.undoStack(origin),
    group: (ids: readonly string[], name: string) => {
      const plan = planGroup(made, ids, { ...around, name });
      if (plan)
        made.asOne(() => {
          made.addZone(plan.zone, origin);
          made.place(plan.placements, origin);
        }, origin);
      return plan?.zone.id ?? null;
    },
    change: (plan: ReturnType<typeof planMerge>) => {
      if (plan)
        made.asOne(() => {
          made.resize(plan.group, plan, origin);
          made.place(plan.placements, origin);
          made.remove(plan.gone, origin);
        }, origin);
      return plan?.group ?? null;
    },
    ungroup: (ids: readonly string[]) => {
      const plan = planUngroup(made, ids);
      if (plan)
        made.asOne(() => {
          made.place(plan.placements, origin);
          made.remove(plan.gone, origin);
        }, origin);
    },
  };
}
const zoneOf = (made: BoardDoc, id: string) => {
  const item = made.item(id);
  return item && item.kind !== 'zone' ? item.zone : undefined;
};
const groupsOn = (made: BoardDoc): ZoneItem[] => made.zones().filter(isGroup);

describe('a group', () => {
  test('has the cards it was made of, in rows within it, in the order they were read in', () => {
    const { made, group } = table();
    const id = group(['card-5', 'card-1', 'card-3'], 'Breakfast') ?? '';
    expect(made.itemsIn(id).map((item) => item.id)).toEqual(['card-1', 'card-3', 'card-5']);
    const zone = made.item(id);
    for (const item of made.itemsIn(id)) expect(zone && contains(boxOf(zone), item.at)).toBe(true);
  });

  test('stands in the zone most of its cards come from and covers nothing there', () => {
    const { made, group } = table();
    const id = group(['card-0', 'card-7'], 'Breakfast') ?? '';
    const [zone, home] = [made.item(id), made.item('ideas')];
    expect(zone?.look.within).toBe('ideas');
    expect(home && zone && contains(boxOf(home), zone.at)).toBe(true);
    for (const item of made.itemsIn('ideas')) expect(zone && overlaps(boxOf(zone), boxOf(item))).toBe(false);
  });

  test('stands beside its zone where there is no room in it', () => {
    const small = board({ zones: [{ ...IDEAS, size: [572, 440] }], cards: cardsAt(7) });
    const { made, group } = table(7, small);
    const zone = made.item(
      group(
        cardsAt(6).map(({ id }) => id),
        'Breakfast',
      ) ?? '',
    );
    const home = made.item('ideas');
    expect(zone && home && overlaps(boxOf(zone), boxOf(home))).toBe(false);
  });

  test('is read after its zone and the groups made there before', () => {
    const two = board({ zones: [IDEAS, { id: 'later', title: 'Later', at: [1400, 0] }], cards: cardsAt(8) });
    const { made, group } = table(8, two);
    const [one, other] = [group(['card-0', 'card-1'], 'One'), group(['card-2', 'card-3'], 'Other')];
    expect(made.zones().map(({ id }) => id)).toEqual(['ideas', one, other, 'later']);
  });

  test('is split by making a group of some of its cards, beside it and not in it', () => {
    const { made, group } = table();
    const whole = group(['card-0', 'card-1', 'card-2', 'card-3'], 'Food') ?? '';
    const part = group(['card-2', 'card-3'], 'Drink') ?? '';
    expect(made.itemsIn(whole).map(({ id }) => id)).toEqual(['card-0', 'card-1']);
    expect(made.item(part)?.look.within).toBe('ideas');
  });

  test('[F73] goes with its zone, and is within the zone it is dropped in', () => {
    const two = board({ zones: [IDEAS, { id: 'later', at: [2000, 0], size: [1200, 900] }], cards: cardsAt(8) });
    const { made, group } = table(8, two);
    const id = group(['card-0', 'card-1'], 'One') ?? '';
    const before = made.item('card-0')?.at ?? [0, 0];
    made.place(planDrop(made, ['ideas'], [10, 20]), ANA);
    expect(made.item('card-0')?.at).toEqual([before[0] + 10, before[1] + 20]);
    expect(made.item(id)?.look.within).toBe('ideas');
    const at = made.item(id)?.at ?? [0, 0];
    made.place(planDrop(made, [id], [2100 - at[0], 100 - at[1]]), ANA);
    expect(made.item(id)?.look).toMatchObject({ within: 'later' });
    expect(zoneOf(made, 'card-0')).toBe(id);
  });

  test('becomes as large as what joins it needs', () => {
    const { made, group, change } = table();
    const id = group(['card-0', 'card-1'], 'One') ?? '';
    change(planJoin(made, ['card-2', 'card-3', 'card-4'], id));
    const zone = made.item(id);
    expect(made.itemsIn(id)).toHaveLength(5);
    for (const item of made.itemsIn(id)) {
      expect(zone && contains(boxOf(zone), [item.at[0] + item.size[0], item.at[1] + item.size[1]])).toBe(true);
    }
  });

  test('that is taken apart leaves its cards in the zone it was made in', () => {
    const { made, group, ungroup } = table();
    ungroup([group(['card-0', 'card-1'], 'One') ?? '']);
    expect([zoneOf(made, 'card-0'), zoneOf(made, 'card-1')]).toEqual(['ideas', 'ideas']);
    expect(groupsOn(made)).toEqual([]);
  });

  test('is nothing that a zone of the board is: neither merged nor taken apart', () => {
    const { made } = table();
    expect([planMerge(made, ['ideas']), planUngroup(made, ['ideas']), planJoin(made, ['card-0'], 'ideas')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

test('[F71] making, splitting, merging and taking apart is one change each, and one undo takes it back', () => {
  const { doc, made, undo, group, change, ungroup } = table();
  let changes = 0;
  doc.on('update', () => changes++);
  const content = (): unknown => doc.getMap('items').toJSON();
  const steps = [
    () => group(['card-0', 'card-1', 'card-2'], 'One'),
    () => group(['card-2'], 'Split'),
    () =>
      change(
        planMerge(
          made,
          groupsOn(made).map(({ id }) => id),
        ),
      ),
    () => ungroup(groupsOn(made).map(({ id }) => id)),
  ];
  for (const step of steps) {
    const before = content();
    changes = 0;
    undo.endStep();
    step();
    expect(changes).toBe(1);
    const after = content();
    expect(after).not.toEqual(before);
    undo.undo();
    expect(content()).toEqual(before);
    undo.redo();
    undo.endStep();
    expect(content()).toEqual(after);
  }
});

test('[F72] of merged groups the largest stays with its name, whoever asks and in whatever order', () => {
  const { made, group } = table();
  const [small, large] = [group(['card-0'], 'Small') ?? '', group(['card-1', 'card-2'], 'Large') ?? ''];
  expect(planMerge(made, [small, large])?.group).toBe(large);
  expect(planMerge(made, [large, small])).toEqual(planMerge(made, [small, large]));
  const same = group(['card-3', 'card-4'], 'As large') ?? '';
  expect(planMerge(made, [same, large])?.group).toBe(large);
});

/** Something one of two people does to some of a few cards. */
const act = fc.record({
  who: fc.nat(1),
  what: fc.constantFrom('group', 'join', 'merge', 'ungroup', 'drop', 'add', 'undo', 'sync'),
  cards: fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 4 }),
  group: fc.nat(3),
});

test('[F70] whatever two people group, split and merge at once, no card is lost, and none is in two places', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const first = board({ zones: [IDEAS], cards: cardsAt(8) });
      const other = new Y.Doc();
      exchange(first.doc, other);
      const people = [table(8, first, ANA), table(8, { doc: other, board: new BoardDoc(other) }, BEN)];
      const there = new Set(cardsAt(8).map(({ id }) => id));
      for (const { who, what, cards, group, ...rest } of acts) {
        const person = people[who];
        if (!person) continue;
        const { made } = person;
        const ids = cards.map((index) => `card-${index}`);
        const groups = groupsOn(made).map(({ id }) => id);
        const one = groups[group % Math.max(1, groups.length)] ?? '';
        person.undo.endStep();
        if (what === 'group') person.group(ids, 'A group');
        if (what === 'join') person.change(planJoin(made, ids, one));
        if (what === 'merge') person.change(planMerge(made, groups.slice(0, 1 + group)));
        if (what === 'ungroup') person.ungroup([one]);
        if (what === 'drop') made.place(planDrop(made, [one, ...ids], [group * 300, 50]), ANA);
        if (what === 'undo') person.undo.undo();
        if (what === 'sync') exchange(first.doc, other);
        void rest;
      }
      exchange(first.doc, other);
      const seen = people.map(({ made }) => {
        const places = [...made.zones().map(({ id }) => id), null].map((zone) =>
          made.itemsIn(zone).map(({ id }) => id),
        );
        return { places, cards: places.flat().sort() };
      });
      expect(seen[0]).toEqual(seen[1]);
      expect(seen[0]?.cards).toEqual([...there].sort());
    }),
    { numRuns: 200 },
  );
});
