import { expect, test } from 'vitest';
import type { FollowedCard } from './guestCard.ts';
import { followCards } from './guestCard.ts';

const card = (patch: Partial<FollowedCard> = {}): FollowedCard => ({
  ...{ itemId: 'one', wordsHash: 'a', byOthers: false, gone: false },
  ...patch,
});
const seen = (now: Record<string, string>, ...by: string[]) => ({ now: new Map(Object.entries(now)), by });

test.each([
  ['is new', [], seen({ one: 'a' }, 'marcin'), [card()]],
  ['says the same', [card()], seen({ one: 'a' }, 'ruth'), [card()]],
  ['was changed by its writer', [card()], seen({ one: 'b' }, 'marcin'), [card({ wordsHash: 'b' })]],
  ['was changed by others', [card()], seen({ one: 'b' }, 'ruth'), [card({ wordsHash: 'b', byOthers: true })]],
  ['may have been changed by both', [card()], seen({ one: 'b' }, 'ruth', 'marcin'), [card({ wordsHash: 'b' })]],
  [
    'stays changed by others',
    [card({ byOthers: true })],
    seen({ one: 'b' }, 'marcin'),
    [card({ wordsHash: 'b', byOthers: true })],
  ],
  ['was taken off by others', [card()], seen({}, 'ruth'), [card({ gone: true })]],
  ['is gone, nobody knows by whom', [card()], seen({}), [card({ gone: true })]],
  ['was put back', [card({ gone: true })], seen({ one: 'a' }, 'ruth'), [card()]],
  ['stays gone while its writer does other things', [card({ gone: true })], seen({}, 'marcin'), [card({ gone: true })]],
])('a card that %s', (_, before, now, kept) => {
  expect(followCards('marcin', before, now)).toEqual({ kept, forgotten: [] });
});

test('a card that its writer took off is forgotten', () => {
  expect(followCards('marcin', [card()], seen({}, 'marcin'))).toEqual({ kept: [], forgotten: ['one'] });
});
