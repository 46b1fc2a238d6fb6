import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANA, board, surroundings } from '../../../../../tests/support/boards.ts';
import { planCardBelow } from './planCardBelow.ts';

const zone = { id: 'zone', at: [0, 0], size: [572, 440] } as const;

test('the new card is read directly after the other, and the rest keep their order', () => {
  const place = fc.tuple(fc.constantFrom(20, 196, 372, 21), fc.constantFrom(64, 188, 66, 312));
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 9 }), fc.nat(8), fc.boolean(), (places, which, inZone) => {
      const { board: made } = board({
        zones: [zone],
        cards: places.map((at, index) => ({ id: `card-${index}`, at, zone: inZone ? 'zone' : null, type: 'need' })),
      });
      const before = made.itemsIn(inZone ? 'zone' : null).map(({ id }) => id);
      const target = `card-${which % places.length}`;
      const plan = planCardBelow(made, { target, by: 'ana' }, surroundings('new'));
      if (!plan) throw new Error('a plan');
      made.addCards([plan.card], ANA);
      made.move(plan.moves, ANA);
      before.splice(before.indexOf(target) + 1, 0, 'new-0');
      expect(made.itemsIn(inZone ? 'zone' : null).map(({ id }) => id)).toEqual(before);
      expect(made.item('new-0')).toMatchObject({
        by: 'ana',
        text: '',
        look: { type: 'need' },
        zone: inZone ? 'zone' : null,
      });
    }),
  );
});

test('below what is gone, or below a zone, there is no place', () => {
  const { board: made } = board({ zones: [zone] });
  expect(planCardBelow(made, { target: 'gone', by: 'ana' }, surroundings())).toBeNull();
  expect(planCardBelow(made, { target: 'zone', by: 'ana' }, surroundings())).toBeNull();
});
