import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { BoardDoc } from '$lib/domain/boards/boardDoc';
import type { BoardView } from '$lib/domain/boards/boardView';
import type { Item } from '$lib/domain/boards/schema';
import { ANA, BEN, board, contentOf, exchange, newCard, newZone } from '../../../../tests/support/boards.ts';
import { BoardModel } from './boardModel.svelte';

/** What the model says, in the shape of what the document says. */
function shown(model: BoardModel): unknown {
  const items = [...model.ids].flatMap((id) => model.item(id) ?? []);
  return {
    zones: model.zones,
    items: items.sort((a, b) => (a.id < b.id ? -1 : 1)),
    lists: [null, ...model.zoneIds].map((zone) => [zone, model.idsIn(zone)]),
  };
}

function written(made: BoardDoc): unknown {
  const zones = [null, ...made.zones().map(({ id }) => id)];
  const lists = zones.map((zone) => [zone, made.itemsIn(zone).map(({ id }) => id)]);
  return { ...(contentOf(made) as object), lists };
}

/** What the planning rules see. */
function planned(view: BoardView): unknown {
  const items = [...view.items()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const zones = view.zones();
  const lists = [null, 'gone', ...zones.map(({ id }) => id)].map((zone) => view.itemsIn(zone));
  return { items, zones, lists, each: items.map(({ id }) => view.item(id)) };
}

interface Table {
  mine: BoardDoc;
  theirs: BoardDoc;
  exchange: () => void;
}

function table(): Table {
  const { doc, board: mine } = board({
    zones: [{ id: 'z1' }, { id: 'z2', at: [612, 0] }],
    cards: [{ id: 'c1', zone: 'z1', text: 'One' }, { id: 'c2', zone: 'z1', at: [200, 64] }, { id: 'c3' }],
  });
  const other = new Y.Doc();
  exchange(doc, other);
  return { mine, theirs: new BoardDoc(other), exchange: () => exchange(doc, other) };
}

const ids = fc.constantFrom('c1', 'c2', 'c3', 'c4', 'c5', 'z1', 'z2', 'z3');
const zoneIds = fc.constantFrom('z1', 'z2', 'z3', 'gone', 'c1', null);
const place = fc.tuple(fc.integer({ min: -50, max: 700 }), fc.integer({ min: -50, max: 400 }));
const key = fc.constantFrom('a0', 'a1', 'a2', 'Zz');

type Step = (made: BoardDoc, by: typeof ANA) => void;
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(ids, zoneIds, place).map(
    ([id, zone, at]): Step =>
      (made, by) =>
        made.addCards([newCard({ id, zone, at })], by),
  ),
  fc.tuple(ids, key).map(
    ([id, order]): Step =>
      (made, by) =>
        made.addZone(newZone({ id, order }), by),
  ),
  fc.tuple(ids, place, zoneIds).map(
    ([id, at, zone]): Step =>
      (made, by) =>
        made.place([{ id, at, zone }], by),
  ),
  fc.tuple(ids, place).map(
    ([id, at]): Step =>
      (made, by) =>
        made.move([{ id, at }], by),
  ),
  fc.tuple(ids, key).map(
    ([id, order]): Step =>
      (made, by) =>
        made.reorderZones([{ id, order }], by),
  ),
  ids.map(
    (id): Step =>
      (made, by) =>
        made.remove([id], by),
  ),
  ids.map(
    (id): Step =>
      (made, by) =>
        made.restyle([id], { colour: 'rose' }, by),
  ),
  fc.tuple(ids, fc.nat(5)).map(([item, at]): Step => (made, by) => {
    made.editText({ item, field: 'text' }, { at, remove: 1, insert: 'hé' }, by);
  }),
);
const play = fc.array(fc.record({ who: fc.constantFrom('ana', 'ben', 'exchange'), step }), { maxLength: 25 });

test('after any work of two people the model is what a fresh reading of the document says', () => {
  fc.assert(
    fc.property(play, (moves) => {
      const { mine, theirs, exchange: meet } = table();
      const model = new BoardModel(mine);
      for (const { who, step: act } of moves) {
        if (who === 'exchange') meet();
        else if (who === 'ana') act(mine, ANA);
        else act(theirs, BEN);
        expect(shown(model)).toEqual(written(mine));
        expect(planned(model.view)).toEqual(planned(mine));
      }
      meet();
      expect(shown(model)).toEqual(written(mine));
      expect(shown(model)).toEqual(shown(new BoardModel(theirs)));
    }),
    { numRuns: 300 },
  );
}, 30_000);

test('a change of words leaves every list as it is', () => {
  const { mine } = table();
  const model = new BoardModel(mine);
  const before = [model.idsIn('z1'), model.idsIn('z2'), model.idsIn(null), model.zoneIds];
  mine.editText({ item: 'c1', field: 'text' }, { at: 3, remove: 0, insert: ' more' }, ANA);
  mine.editText({ item: 'z1', field: 'text' }, { at: 0, remove: 0, insert: 'All ' }, ANA);
  [model.idsIn('z1'), model.idsIn('z2'), model.idsIn(null), model.zoneIds].forEach((list, index) => {
    expect(list).toBe(before[index]);
  });
  expect(model.item('c1')?.text).toBe('One more');
});

test('a card that moves to another zone leaves the lists of the others as they are', () => {
  const { mine } = table();
  const model = new BoardModel(mine);
  const loose = model.idsIn(null);
  mine.place([{ id: 'c1', at: [700, 64], zone: 'z2' }], ANA);
  expect(model.idsIn(null)).toBe(loose);
  expect([model.idsIn('z1'), model.idsIn('z2')]).toEqual([['c2'], ['c1']]);
});

test('cards of a zone that went are listed in no zone, and return when it does', () => {
  const { mine, theirs, exchange: meet } = table();
  const undo = mine.undoStack(ANA);
  const model = new BoardModel(mine);
  mine.remove(['z1'], ANA);
  expect(model.idsIn(null)).toEqual(['c1', 'c3', 'c2']);
  expect(model.idsIn('z1')).toEqual([]);
  undo.undo();
  meet();
  expect(model.idsIn('z1')).toEqual(['c1', 'c2']);
  expect(new BoardModel(theirs).idsIn('z1')).toEqual(['c1', 'c2']);
});

test('listeners hear what went, as it was last seen', () => {
  const { mine, theirs, exchange: meet } = table();
  const model = new BoardModel(mine);
  const heard: { remote: boolean; gone: readonly Item[] }[] = [];
  model.onChange(({ remote }, gone) => heard.push({ remote, gone: [...gone.values()] }));
  theirs.remove(['c1'], BEN);
  meet();
  expect(heard).toMatchObject([{ remote: true, gone: [{ id: 'c1', text: 'One', zone: 'z1' }] }]);
});

test('a model that was let go of hears nothing', () => {
  const { mine } = table();
  const model = new BoardModel(mine);
  const heard: string[] = [];
  model.onChange(({ touched }) => heard.push(...touched));
  model.destroy();
  mine.remove(['c1'], ANA);
  expect(heard).toEqual([]);
  expect(model.item('c1')?.text).toBe('One');
});
