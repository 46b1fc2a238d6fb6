import fc from 'fast-check';
import { expect, test } from 'vitest';
import { board, surroundings } from '../../../../../tests/support/boards.ts';
import { boxOf, overlaps } from '../geometry/box.ts';
import { planNewZone, planZoneStep } from './planZones.ts';

test('a new zone comes last in the outline, beside the last one', () => {
  const { board: made } = board({ zones: [{ id: 'one', at: [0, 0] }] });
  made.addZone(planNewZone(made, { by: 'ana' }, surroundings()), { by: 'ana' });
  const [one, fresh] = made.zones();
  if (!one || !fresh) throw new Error('two zones');
  expect(one.id).toBe('one');
  expect(fresh).toMatchObject({ text: '', by: 'ana' });
  expect(overlaps(boxOf(one), boxOf(fresh))).toBe(false);
});

test('a new zone can be put somewhere and named at once', () => {
  const { board: made } = board();
  expect(planNewZone(made, { by: 'ana', at: [7, 8], title: 'Offers' }, surroundings())).toMatchObject({
    at: [7, 8],
    title: 'Offers',
  });
});

test('a step changes a zone’s place by one, also among equal or malformed keys', () => {
  const key = fc.constantFrom('a0', 'a1', 'a1V', 'Zz', '', '!', 'a00');
  fc.assert(
    fc.property(
      fc.array(key, { minLength: 1, maxLength: 7 }),
      fc.nat(6),
      fc.constantFrom(-1, 1),
      (keys, which, step) => {
        const { board: made } = board({ zones: keys.map((order, index) => ({ id: `zone-${index}`, order })) });
        const before = made.zones().map(({ id }) => id);
        const id = `zone-${which % keys.length}`;
        made.reorderZones(planZoneStep(made, id, step), { by: 'ana' });
        const expected = [...before];
        const from = expected.indexOf(id);
        const to = from + step;
        if (to >= 0 && to < expected.length) {
          expected.splice(from, 1);
          expected.splice(to, 0, id);
        }
        expect(made.zones().map((zone) => zone.id)).toEqual(expected);
      },
    ),
  );
});

test('a zone that is gone takes no step', () => {
  expect(planZoneStep(board().board, 'gone', 1)).toEqual([]);
});
