import fc from 'fast-check';
import { expect, test } from 'vitest';
import { board, newCard, surroundings } from '../../../../../tests/support/boards.ts';
import { planCardBelow } from './planCardBelow.ts';

test('the new card is read directly after the one it was made from, whatever lies there', () => {
  const place = fc.tuple(fc.integer({ min: 0, max: 450 }), fc.integer({ min: 40, max: 330 }));
  const cards = fc.array(place, { minLength: 1, maxLength: 14 });
  fc.assert(
    fc.property(cards, fc.nat(13), fc.constantFrom('z1', null), (places, nth, zone) => {
      const { board: made } = board({
        zones: [{ id: 'z1' }],
        cards: places.map((at, index) => ({ id: `c${index}`, at, zone })),
      });
      const before = made.itemsIn(zone).map(({ id }) => id);
      const target = before[nth % before.length] ?? 'c0';
      const plan = planCardBelow(made, { target, by: 'ana' }, surroundings('new'));
      if (!plan) throw new Error('the target is there');
      made.addCards([plan.card], { by: 'ana' });
      made.move(plan.moves, { by: 'ana' });
      const wanted = [...before];
      wanted.splice(before.indexOf(target) + 1, 0, plan.card.id);
      expect(made.itemsIn(zone).map(({ id }) => id)).toEqual(wanted);
    }),
  );
});

test('whoever lists needs goes on listing needs', () => {
  const { board: made } = board({ zones: [{ id: 'z1' }], cards: [{ id: 'c1', type: 'need', zone: 'z1' }] });
  expect(planCardBelow(made, { target: 'c1', by: 'ben' }, surroundings())?.card).toMatchObject({
    type: 'need',
    by: 'ben',
    text: '',
    zone: 'z1',
  });
});

test('a card whose zone is gone makes one beside it, in no zone', () => {
  const { board: made } = board({ cards: [{ ...newCard(), id: 'c1', zone: 'gone' }] });
  expect(planCardBelow(made, { target: 'c1', by: 'ana' }, surroundings())?.card.zone).toBeNull();
});

test('there is nothing below what is not there', () => {
  const { board: made } = board({ zones: [{ id: 'z1' }] });
  expect(planCardBelow(made, { target: 'c1', by: 'ana' }, surroundings())).toBeNull();
  expect(planCardBelow(made, { target: 'z1', by: 'ana' }, surroundings())).toBeNull();
});
