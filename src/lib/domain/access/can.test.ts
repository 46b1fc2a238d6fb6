import { describe, expect, test } from 'vitest';
import type { Actor, GuestRight, PersonActor, Role } from './actor.ts';
import { hasRole, isMember, isRole, NOBODY, ROLES } from './actor.ts';
import type { Action } from './can.ts';
import { allowedInPartnership, allowedOnBoard, boardRole, can } from './can.ts';
import type {
  BoardAction,
  BoardSubject,
  InitiativeAction,
  InstanceAction,
  OrganisationAction,
  OrganisationSubject,
  PartnershipAction,
  TakenOffAction,
  TemplateAction,
} from './rules.ts';
import {
  boardRules,
  initiativeRules,
  INSTANCE,
  instanceRules,
  organisationRules,
  partnershipRules,
  takenOffRules,
  templateRules,
} from './rules.ts';

const OPEN = { open: 'partnership' } as const;

function person(role: Role | null, patch: Partial<PersonActor> = {}): PersonActor {
  return {
    kind: 'person',
    id: 'ana',
    name: 'Ana',
    organisationId: 'vale',
    organisationKind: 'nhs-trust',
    operator: false,
    roles: role ? { northbrook: role } : {},
    ...patch,
  };
}

function guest(right: GuestRight, board = 'hub'): Actor {
  return { kind: 'guest', id: 'g', name: 'Guest', organisationKind: 'other', boards: { [board]: right } };
}

function board(patch: Partial<BoardSubject> = {}): BoardSubject {
  return { id: 'hub', partnershipId: 'northbrook', archived: false, scope: OPEN, ...patch };
}

const actors: Record<string, Actor> = {
  convener: person('convener'),
  facilitator: person('facilitator'),
  contributor: person('contributor'),
  commenter: person('commenter'),
  viewer: person('viewer'),
  'guest who may edit': guest('edit'),
  'guest who may comment': guest('comment'),
  'guest who may look': guest('look'),
  'guest of another board': guest('edit', 'another'),
  'convener elsewhere': person(null, { roles: { elsewhere: 'convener' } }),
  operator: person(null, { operator: true }),
  nobody: NOBODY,
};

// Who may do what on a board open to its partnership; columns in the order of `actors`.
// prettier-ignore
const onBoard: Record<BoardAction, string> = {
  //                 cv fa co cm vi ge gc gl ga el op no
  'board.read':    ' y  y  y  y  y  y  y  y  .  .  .  .',
  'board.comment': ' y  y  y  y  .  y  y  .  .  .  .  .',
  'board.edit':    ' y  y  y  .  .  y  .  .  .  .  .  .',
  'board.rename':  ' y  y  y  .  .  .  .  .  .  .  .  .',
  'board.archive': ' y  y  .  .  .  .  .  .  .  .  .  .',
  'board.restore': ' .  .  .  .  .  .  .  .  .  .  .  .',
  'board.share':   ' y  y  .  .  .  .  .  .  .  .  .  .',
  'board.guests':  ' y  y  .  .  .  .  .  .  .  .  .  .',
  'board.saveTemplate': ' y  y  y  .  .  .  .  .  .  .  .  .',
  'board.takeOff': ' y  y  .  .  .  .  .  .  .  .  .  .',
  'board.erase':   ' y  .  .  .  .  .  .  .  .  .  .  .',
  'board.vote':    ' y  y  y  y  .  y  y  .  .  .  .  .',
  'session.run':   ' y  y  .  .  .  .  .  .  .  .  .  .',
};

// prettier-ignore
const onArchived: Record<BoardAction, string> = {
  'board.read':    ' y  y  y  y  y  y  y  y  .  .  .  .',
  'board.comment': ' .  .  .  .  .  .  .  .  .  .  .  .',
  'board.edit':    ' .  .  .  .  .  .  .  .  .  .  .  .',
  'board.rename':  ' .  .  .  .  .  .  .  .  .  .  .  .',
  'board.archive': ' .  .  .  .  .  .  .  .  .  .  .  .',
  'board.restore': ' y  y  .  .  .  .  .  .  .  .  .  .',
  'board.share':   ' .  .  .  .  .  .  .  .  .  .  .  .',
  'board.guests':  ' y  y  .  .  .  .  .  .  .  .  .  .',
  'board.saveTemplate': ' y  y  y  .  .  .  .  .  .  .  .  .',
  'board.takeOff': ' y  y  .  .  .  .  .  .  .  .  .  .',
  'board.erase':   ' y  .  .  .  .  .  .  .  .  .  .  .',
  'board.vote':    ' .  .  .  .  .  .  .  .  .  .  .  .',
  'session.run':   ' .  .  .  .  .  .  .  .  .  .  .  .',
};

// prettier-ignore
const inPartnership: Record<PartnershipAction, string> = {
  'partnership.read':     ' y  y  y  y  y  .  .  .  .  .  .  .',
  'partnership.settings': ' y  .  .  .  .  .  .  .  .  .  .  .',
  'people.manage':        ' y  .  .  .  .  .  .  .  .  .  .  .',
  'audit.read':           ' y  .  .  .  .  .  .  .  .  .  .  .',
  'board.create':         ' y  y  y  .  .  .  .  .  .  .  .  .',
  'initiative.create':    ' y  y  y  .  .  .  .  .  .  .  .  .',
};

// prettier-ignore
const onInitiative: Record<InitiativeAction, string> = {
  'initiative.read': ' y  y  y  y  y  .  .  .  .  .  .  .',
  'initiative.edit': ' y  y  y  .  .  .  .  .  .  .  .  .',
  'plan.read':       ' y  y  y  y  y  .  .  .  .  .  .  .',
  'plan.edit':       ' y  y  y  .  .  .  .  .  .  .  .  .',
};

// prettier-ignore
const onInstance: Record<InstanceAction, string> = {
  'instance.run': ' .  .  .  .  .  .  .  .  .  .  y  .',
};

// Everyone in `actors` but guests works at the Vale; what an organisation is to them is the row's own.
// prettier-ignore
const onOrganisation: [string, Partial<OrganisationSubject>, Record<OrganisationAction, string>][] = [
  ['their own', { organisationId: 'vale' }, {
    'organisation.people':     ' y  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.leave':      ' y  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.askRemoval': ' .  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.remove':     ' .  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.keep':       ' .  .  .  .  .  .  .  .  .  .  .  .',
  }],
  ['their own, which another wants out', { organisationId: 'vale', askedBy: 'council' }, {
    'organisation.people':     ' y  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.leave':      ' y  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.askRemoval': ' .  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.remove':     ' .  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.keep':       ' .  .  .  .  .  .  .  .  .  .  .  .',
  }],
  ['another', {}, {
    'organisation.people':     ' .  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.leave':      ' .  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.askRemoval': ' y  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.remove':     ' .  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.keep':       ' .  .  .  .  .  .  .  .  .  .  .  .',
  }],
  ['another without a convener', { hasConvener: false }, {
    'organisation.people':     ' y  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.leave':      ' .  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.askRemoval': ' y  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.remove':     ' .  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.keep':       ' .  .  .  .  .  .  .  .  .  .  .  .',
  }],
  ['another, which they want out themselves', { askedBy: 'vale' }, {
    'organisation.people':     ' .  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.leave':      ' .  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.askRemoval': ' .  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.remove':     ' .  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.keep':       ' y  .  .  .  .  .  .  .  .  .  .  .',
  }],
  ['another, which a third wants out', { askedBy: 'council' }, {
    'organisation.people':     ' .  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.leave':      ' .  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.askRemoval': ' .  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.remove':     ' y  .  .  .  .  .  .  .  .  .  .  .',
    'organisation.keep':       ' .  .  .  .  .  .  .  .  .  .  .  .',
  }],
];

// Everyone in `actors` but guests is Ana; in the first table she made the template, in the second another did.
// prettier-ignore
const ofOwnTemplate: Record<TemplateAction, string> = {
  'template.manage': ' y  y  y  .  .  .  .  .  .  .  .  .',
};

// prettier-ignore
const ofOthersTemplate: Record<TemplateAction, string> = {
  'template.manage': ' y  y  .  .  .  .  .  .  .  .  .  .',
};

// Everyone in `actors` but guests is Ana; she is the reviewer in the first table and another is in the second.
// prettier-ignore
const asReviewer: Record<TakenOffAction, string> = {
  'takenOff.review': ' y  y  .  .  .  .  .  .  .  .  .  .',
  'takenOff.passOn': ' y  y  .  .  .  .  .  .  .  .  .  .',
};

// prettier-ignore
const asAnother: Record<TakenOffAction, string> = {
  'takenOff.review': ' .  .  .  .  .  .  .  .  .  .  .  .',
  'takenOff.passOn': ' .  .  .  .  .  .  .  .  .  .  .  .',
};

// prettier-ignore
const withNoReviewer: Record<TakenOffAction, string> = {
  'takenOff.review': ' .  .  .  .  .  .  .  .  .  .  .  .',
  'takenOff.passOn': ' y  .  .  .  .  .  .  .  .  .  .  .',
};

/** One row per action and actor. */
function rows<A extends Action>(table: Record<A, string>): [A, string, boolean][] {
  return (Object.entries(table) as [A, string][]).flatMap(([action, line]) => {
    const answers = line.trim().split(/\s+/);
    expect(answers).toHaveLength(Object.keys(actors).length);
    return Object.keys(actors).map((name, index): [A, string, boolean] => [action, name, answers[index] === 'y']);
  });
}

const actorCalled = (name: string) => actors[name] ?? NOBODY;

describe('who may do what', () => {
  test.each(rows(onBoard))('%s by %s: %s', (action, name, answer) => {
    expect(can(actorCalled(name), action, board())).toBe(answer);
  });

  test.each(rows(onArchived))('on an archived board, %s by %s: %s', (action, name, answer) => {
    expect(can(actorCalled(name), action, board({ archived: true }))).toBe(answer);
  });

  test.each(rows(inPartnership))('%s by %s: %s', (action, name, answer) => {
    expect(can(actorCalled(name), action, { partnershipId: 'northbrook' })).toBe(answer);
  });

  test.each(rows(onInitiative))('%s by %s: %s', (action, name, answer) => {
    expect(can(actorCalled(name), action, { partnershipId: 'northbrook', scope: OPEN })).toBe(answer);
  });

  test.each(rows(onInstance))('%s by %s: %s', (action, name, answer) => {
    expect(can(actorCalled(name), action, INSTANCE)).toBe(answer);
  });

  test.each(rows(asReviewer))('of what was taken off, %s by %s as its reviewer: %s', (action, name, answer) => {
    const item = { ...board({ archived: true }), reviewerId: 'ana', orphaned: false };
    expect(can(actorCalled(name), action, item)).toBe(answer);
  });

  test.each(rows(asAnother))('of what another reviews, %s by %s: %s', (action, name, answer) => {
    expect(can(actorCalled(name), action, { ...board(), reviewerId: 'ben', orphaned: false })).toBe(answer);
  });

  test.each(rows(withNoReviewer))('of what nobody can review any more, %s by %s: %s', (action, name, answer) => {
    expect(can(actorCalled(name), action, { ...board(), reviewerId: 'ben', orphaned: true })).toBe(answer);
  });

  test.each([
    ...rows(ofOwnTemplate).map((row) => ['ana', ...row] as const),
    ...rows(ofOthersTemplate).map((row) => ['ben', ...row] as const),
  ])('of a template %s made, %s by %s: %s', (by, action, name, answer) => {
    expect(can(actorCalled(name), action, { partnershipId: 'northbrook', by })).toBe(answer);
  });

  test.each(onOrganisation.flatMap(([what, patch, table]) => rows(table).map((row) => [what, patch, ...row] as const)))(
    'of %s %j, %s by %s: %s',
    (_, patch, action, name, answer) => {
      const subject = {
        partnershipId: 'northbrook',
        organisationId: 'icb',
        hasConvener: true,
        askedBy: null,
        ...patch,
      };
      expect(can(actorCalled(name), action, subject)).toBe(answer);
    },
  );

  test('the tables above leave no action out', () => {
    for (const [, , table] of onOrganisation) {
      expect(Object.keys(organisationRules).sort()).toEqual(Object.keys(table).sort());
    }
    expect(Object.keys(templateRules).sort()).toEqual(Object.keys(ofOwnTemplate).sort());
    expect(Object.keys(takenOffRules).sort()).toEqual(Object.keys(asReviewer).sort());
    expect(Object.keys(boardRules).sort()).toEqual(Object.keys(onBoard).sort());
    expect(Object.keys(partnershipRules).sort()).toEqual(Object.keys(inPartnership).sort());
    expect(Object.keys(instanceRules).sort()).toEqual(Object.keys(onInstance).sort());
    expect(Object.keys(initiativeRules).sort()).toEqual(Object.keys(onInitiative).sort());
  });
});

describe('a board for named people and organisations', () => {
  const named = (people: string[], organisations: string[] = []) =>
    board({ scope: { open: 'named', people, organisations } });

  test.each(ROLES)('is closed to a %s who is not named', (role) => {
    const answers = allowedOnBoard(person(role), named(['ben'], ['council']));
    expect(Object.values(answers)).toEqual(Object.values(answers).map(() => false));
    expect(boardRole(person(role), named(['ben'], ['council']))).toBeNull();
  });

  test.each(ROLES)('gives a %s who is named what the role gives, but for showing it to everyone', (role) => {
    const mayShow = can(person(role), 'board.share', board());
    const given = { ...allowedOnBoard(person(role), board()), 'board.saveTemplate': mayShow };
    expect(allowedOnBoard(person(role), named(['ana']))).toEqual(given);
    expect(allowedOnBoard(person(role), named([], ['vale']))).toEqual(given);
  });

  test('that names nobody is open to nobody', () => {
    expect(can(person('convener'), 'board.read', named([]))).toBe(false);
  });

  test('does not let in someone named who is no longer a member', () => {
    expect(can(person(null), 'board.read', named(['ana'], ['vale']))).toBe(false);
  });

  test('lets a guest in by the link alone', () => {
    expect(can(guest('edit'), 'board.edit', named([]))).toBe(true);
    expect(can(guest('edit', 'another'), 'board.read', named(['g']))).toBe(false);
  });
});

test('the role at the door is the most one may do', () => {
  const roles = Object.values(actors).map((actor) => boardRole(actor, board()));
  expect(roles).toEqual(['edit', 'edit', 'edit', 'comment', 'look', 'edit', 'comment', 'look', null, null, null, null]);
  expect(boardRole(person('convener'), board({ archived: true }))).toBe('look');
});

test('a page gets the answers of the table as data', () => {
  const viewer = person('viewer');
  const allowed = allowedInPartnership(viewer, { partnershipId: 'northbrook' });
  expect(allowed).toEqual({
    'partnership.read': true,
    'partnership.settings': false,
    'people.manage': false,
    'audit.read': false,
    'board.create': false,
    'initiative.create': false,
  });
});

test('a role includes those after it, in its own partnership only', () => {
  expect(ROLES.map((role) => hasRole(person('contributor'), 'northbrook', role))).toEqual([
    false,
    false,
    true,
    true,
    true,
  ]);
  expect(hasRole(person('convener'), 'elsewhere', 'viewer')).toBe(false);
  expect(isMember(guest('edit'), 'northbrook')).toBe(false);
  expect(isMember(person('convener', { roles: {} }), 'constructor')).toBe(false);
});

test('only the five roles are roles', () => {
  expect(['convener', 'owner', '', 'Convener'].map(isRole)).toEqual([true, false, false, false]);
});
