import { expect, test } from 'vitest';
import type { Actor, Role } from '../access/actor.ts';
import { isClosedTo } from './closed.ts';
import type { Writing } from './rules.ts';
import { OPEN_WRITING, WRITINGS } from './rules.ts';
import type { LiveSession } from './session.ts';

const board = { id: 'b', partnershipId: 'p', scope: { open: 'partnership' } as const, archived: false };
const person = (role: Role): Actor => ({
  ...{ kind: 'person', id: role, name: role, organisationId: 'o', organisationKind: 'school', operator: false },
  roles: { p: role },
});
const guest: Actor = { kind: 'guest', id: 'g', name: 'Marcin', organisationKind: 'other', boards: { b: 'edit' } };
const during = (writing: Writing) =>
  ({ now: { instructions: '', zones: [], rules: { ...OPEN_WRITING, writing } } }) as unknown as LiveSession;

test('a board is closed to all but who may run the session while they write privately or not at all [F10]', () => {
  const closedTo = (actor: Actor) => WRITINGS.map((writing) => isClosedTo(actor, board, during(writing)));
  for (const actor of [person('convener'), person('facilitator')])
    expect(closedTo(actor)).toEqual([false, false, false]);
  for (const actor of [person('contributor'), person('viewer'), guest])
    expect(closedTo(actor)).toEqual([false, true, true]);
  expect(isClosedTo(person('contributor'), board, null)).toBe(false);
});
