import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guestNameFault, MAX_GUEST_NAME, rightOf } from './guest.ts';
import type { LinkAsked, LinkDoor, LinkState } from './guestLink.ts';
import { kindsFor, linkStateOf, newLink, readLink } from './guestLink.ts';

const AT = '2026-11-24T12:00:00.000Z';
const ASKED: LinkAsked = {
  ...{ right: 'edit', audience: 'anyone', days: 30, mostGuests: 100, password: '', sharedBy: 1 },
  ...{ lobby: false, moderators: [], session: '' },
};
const NOBODY = { adults: [], sessions: [] };

test.each([
  ['Marcin', null],
  ['Ruth', null],
  ['Ruth Calder', 'memberName'],
  ['  ruth\u00A0CALDER ', 'memberName'],
  ['RuthCalder', 'memberName'],
  ['Ruth-Calder.', 'memberName'],
  ['Rúth Cälder', 'memberName'],
  ['Ｒｕｔｈ Calder', 'memberName'],
  ['Ruth\u200B Calder', 'memberName'],
  ['', 'missing'],
  ['\u200B \n', 'missing'],
  ['…', 'missing'],
  ['x'.repeat(MAX_GUEST_NAME + 1), 'tooLong'],
  ['Łucja', null],
])('the name %j', (name, fault) => {
  expect(guestNameFault(name, ['Ruth Calder', 'Tom Hallworth'])).toBe(fault);
});

test('no guest goes by the name of a member, however it is written', () => {
  const letters = fc.stringMatching(/^[a-z]{1,12}$/);
  const between = fc.constantFrom('', ' ', '  ', '-', '\u0301', '.');
  fc.assert(
    fc.property(fc.array(letters, { minLength: 1, maxLength: 2 }), between, fc.boolean(), (words, gap, loud) => {
      const written = words.join(gap);
      expect(guestNameFault(loud ? written.toUpperCase() : written, [words.join(' ')])).toBe('memberName');
    }),
  );
});

test.each<[LinkDoor, string, number, LinkState]>([
  ['open', '2026-12-01T00:00:00.000Z', 1, 'open'],
  ['open', '2026-12-01T00:00:00.000Z', 2, 'full'],
  ['open', AT, 0, 'ended'],
  ['closedToNewcomers', '2026-12-01T00:00:00.000Z', 0, 'closedToNewcomers'],
  ['closedToNewcomers', AT, 0, 'ended'],
  ['closed', AT, 9, 'closed'],
])('a link that is %s until %s with %d of 2 guests is %s', (door, endsAt, guests, state) => {
  expect(linkStateOf({ door, endsAt, mostGuests: 2, newcomersUntil: null }, { now: AT, guests })).toBe(state);
});

test('a link holds for the days that were chosen', () => {
  const { choices, faults } = readLink(ASKED, NOBODY);
  expect(Object.values(faults).every((fault) => fault === null)).toBe(true);
  const about = { boardId: 'hub', hasPassword: false, madeBy: 'ana' };
  const made = newLink({ ...choices, ...about }, { now: () => AT, newId: () => 'l' });
  expect(made).toEqual({
    ...about,
    ...{ id: 'l', right: 'edit', audience: 'anyone', mostGuests: 100, lobby: false, sharedBy: 1 },
    ...{ madeAt: AT, endsAt: '2026-12-24T12:00:00.000Z', door: 'open', newcomersUntil: null, sessionId: null },
  });
});

test.each<[Partial<LinkAsked>, string, string]>([
  [{ right: 'own' }, 'right', 'unknownChoice'],
  [{ audience: 'children' }, 'audience', 'unknownChoice'],
  [{ days: 0 }, 'days', 'outOfRange'],
  [{ days: 366 }, 'days', 'outOfRange'],
  [{ days: NaN }, 'days', 'outOfRange'],
  [{ mostGuests: 1.5 }, 'mostGuests', 'outOfRange'],
  [{ mostGuests: 501 }, 'mostGuests', 'outOfRange'],
  [{ password: 'hub' }, 'password', 'tooShort'],
  [{ password: 'x'.repeat(65) }, 'password', 'tooLong'],
  [{ audience: 'young' }, 'moderators', 'missing'],
  [{ audience: 'young', moderators: ['ruth', 'tom'] }, 'moderators', 'unknownChoice'],
])('a link with %j is refused', (patch, field, fault) => {
  expect(readLink({ ...ASKED, ...patch }, { ...NOBODY, adults: ['ruth'] }).faults).toMatchObject({ [field]: fault });
});

test('a guest who is muted looks on; young people say no more than their name', () => {
  expect([false, true].map((muted) => rightOf({ muted, sharedBy: 1 }, { right: 'edit' }))).toEqual(['edit', 'look']);
  expect(kindsFor('young')).toEqual(['young-person']);
  expect(kindsFor('anyone')).toContain('family');
  expect(kindsFor('anyone')).not.toContain('young-person');
});

test('on a link for young people newcomers wait, and adults are named on no other', () => {
  const young = readLink(
    { ...ASKED, audience: 'young', moderators: ['ruth', 'ruth'] },
    {
      ...NOBODY,
      adults: ['ruth', 'tom'],
    },
  );
  expect(young.choices).toMatchObject({ lobby: true, moderators: ['ruth'] });
  expect(Object.values(young.faults).every((fault) => fault === null)).toBe(true);
  expect(readLink({ ...ASKED, moderators: ['ruth'] }, { ...NOBODY, adults: ['ruth'] }).choices).toMatchObject({
    lobby: false,
    moderators: [],
  });
});

test('a link that was opened for a meeting closes to newcomers when that ends', () => {
  const link = { door: 'open', endsAt: '2026-12-01T00:00:00.000Z', mostGuests: 2, newcomersUntil: AT } as const;
  expect(linkStateOf(link, { now: '2026-11-24T11:59:59.999Z', guests: 0 })).toBe('open');
  expect(linkStateOf(link, { now: AT, guests: 0 })).toBe('closedToNewcomers');
});
