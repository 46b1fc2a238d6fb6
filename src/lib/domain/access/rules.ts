import type { Actor, GuestRight, Role } from './actor.ts';
import { hasRole, isMember, isVisiting } from './actor.ts';
import type { Scope } from './scope.ts';
import { isInScope } from './scope.ts';

export interface PartnershipSubject {
  partnershipId: string;
}
export interface ScopedSubject extends PartnershipSubject {
  scope: Scope;
}
export interface BoardSubject extends ScopedSubject {
  id: string;
  archived: boolean;
}

type Rules<Action extends string, Subject> = Record<Action, (actor: Actor, subject: Subject) => boolean>;

export type PartnershipAction =
  'partnership.read' | 'partnership.settings' | 'people.manage' | 'audit.read' | 'board.create' | 'initiative.create';

export const partnershipRules: Rules<PartnershipAction, PartnershipSubject> = {
  'partnership.read': (actor, { partnershipId }) => isMember(actor, partnershipId),
  'partnership.settings': (actor, { partnershipId }) => hasRole(actor, partnershipId, 'convener'),
  'people.manage': (actor, { partnershipId }) => hasRole(actor, partnershipId, 'convener'),
  'audit.read': (actor, { partnershipId }) => hasRole(actor, partnershipId, 'convener'),
  'board.create': (actor, { partnershipId }) => hasRole(actor, partnershipId, 'contributor'),
  'initiative.create': (actor, { partnershipId }) => hasRole(actor, partnershipId, 'contributor'),
};

export type BoardAction =
  | 'board.read'
  | 'board.comment'
  | 'board.edit'
  | 'board.rename'
  | 'board.archive'
  | 'board.restore'
  | 'board.share'
  | 'board.guests'
  | 'board.saveTemplate'
  | 'board.takeOff'
  | 'board.erase'
  | 'board.vote'
  | 'session.run';

export const boardRules: Rules<BoardAction, BoardSubject> = {
  'board.read': (actor, board) => isWithin(actor, board, 'viewer') || isGuestWith(actor, board, 'look'),
  'board.comment': (actor, board) =>
    !board.archived && (isWithin(actor, board, 'commenter') || isGuestWith(actor, board, 'comment')),
  'board.edit': (actor, board) =>
    !board.archived && (isWithin(actor, board, 'contributor') || isGuestWith(actor, board, 'edit')),
  'board.rename': (actor, board) => !board.archived && isWithin(actor, board, 'contributor'),
  'board.archive': (actor, board) => !board.archived && isWithin(actor, board, 'facilitator'),
  'board.restore': (actor, board) => board.archived && isWithin(actor, board, 'facilitator'),
  'board.share': (actor, board) => !board.archived && isWithin(actor, board, 'facilitator'),
  // On an archived board too: guests still see it, and can be sent away.
  'board.guests': (actor, board) => isWithin(actor, board, 'facilitator'),
  // The whole partnership sees a template: of a board for named people, only who may open it to all makes one.
  'board.saveTemplate': (actor, board) =>
    isWithin(actor, board, board.scope.open === 'named' ? 'facilitator' : 'contributor'),
  // On an archived board too: a name must not stay on it.
  'board.takeOff': (actor, board) => isWithin(actor, board, 'facilitator'),
  'board.erase': (actor, board) => isWithin(actor, board, 'convener'),
  // Who came in to look after things decides nothing between those who meet.
  'board.vote': (actor, board) => boardRules['board.comment'](actor, board) && !isVisiting(actor, board.partnershipId),
  'session.run': (actor, board) => !board.archived && isWithin(actor, board, 'facilitator'),
};

/** An organisation of a partnership, and its people there. */
export interface OrganisationSubject extends PartnershipSubject {
  organisationId: string;
  /** Whether one of its own people is a convener. */
  hasConvener: boolean;
  /** Which organisation asked that it be taken out; null when none did. */
  askedBy: string | null;
}

export type OrganisationAction =
  | 'organisation.people'
  | 'organisation.leave'
  | 'organisation.askRemoval'
  | 'organisation.remove'
  | 'organisation.keep';

/** Nobody owns it alone: each organisation sees to its own people, and it takes two others to take one out. */
export const organisationRules: Rules<OrganisationAction, OrganisationSubject> = {
  // Of an organisation without a convener, somebody else's has to, or an operator who came in.
  'organisation.people': (actor, subject) =>
    (isOwner(actor, subject) && worksAt(actor, subject.organisationId)) ||
    (isConvener(actor, subject) && !subject.hasConvener),
  'organisation.leave': (actor, subject) => isOwner(actor, subject) && worksAt(actor, subject.organisationId),
  'organisation.askRemoval': (actor, subject) =>
    isOwner(actor, subject) && !worksAt(actor, subject.organisationId) && subject.askedBy === null,
  'organisation.remove': (actor, subject) =>
    isOwner(actor, subject) &&
    !worksAt(actor, subject.organisationId) &&
    subject.askedBy !== null &&
    !worksAt(actor, subject.askedBy),
  'organisation.keep': (actor, subject) =>
    isOwner(actor, subject) && subject.askedBy !== null && worksAt(actor, subject.askedBy),
};

/** A template that a partnership made of one of its boards. */
export interface TemplateSubject extends PartnershipSubject {
  /** Person id of who made it. */
  by: string;
}

export type TemplateAction = 'template.manage';

export const templateRules: Rules<TemplateAction, TemplateSubject> = {
  'template.manage': (actor, { partnershipId, by }) =>
    hasRole(actor, partnershipId, 'facilitator') ||
    (hasRole(actor, partnershipId, 'contributor') && actor.kind === 'person' && actor.id === by),
};

/** Something that was taken off a board and waits for its reviewer. */
export interface TakenOffSubject extends BoardSubject {
  reviewerId: string;
  /** The reviewer may review it no longer: they left, or have another role now. */
  orphaned: boolean;
}

export type TakenOffAction = 'takenOff.review' | 'takenOff.passOn';

export const takenOffRules: Rules<TakenOffAction, TakenOffSubject> = {
  'takenOff.review': mayReview,
  'takenOff.passOn': (actor, item) => mayReview(actor, item) || (item.orphaned && isWithin(actor, item, 'convener')),
};

/** Somebody who waits to be let in to a board as a guest. */
export interface WaitingSubject extends BoardSubject {
  /** The adults who look after it, where it is for young people; else empty. */
  moderators: readonly string[];
}

export type WaitingAction = 'guest.letIn';

export const waitingRules: Rules<WaitingAction, WaitingSubject> = {
  // A young person comes in when one of the adults who look after the board is there, and by their hand alone.
  'guest.letIn': (actor, { moderators, ...board }) =>
    !board.archived &&
    isWithin(actor, board, 'facilitator') &&
    (moderators.length === 0 || (actor.kind === 'person' && moderators.includes(actor.id))),
};

/** The deployment as a whole: who runs it sees to accounts and storage, and reads no board by virtue of it. */
export interface InstanceSubject {
  is: 'instance';
}
export const INSTANCE: InstanceSubject = { is: 'instance' };

export type InstanceAction = 'instance.run';

export const instanceRules: Rules<InstanceAction, InstanceSubject> = {
  'instance.run': (actor) => actor.kind === 'person' && actor.operator,
};

export type InitiativeAction = 'initiative.read' | 'initiative.edit' | 'plan.read' | 'plan.edit';

export const initiativeRules: Rules<InitiativeAction, ScopedSubject> = {
  'initiative.read': (actor, initiative) => isWithin(actor, initiative, 'viewer'),
  'initiative.edit': (actor, initiative) => isWithin(actor, initiative, 'contributor'),
  'plan.read': (actor, initiative) => isWithin(actor, initiative, 'viewer'),
  'plan.edit': (actor, initiative) => isWithin(actor, initiative, 'contributor'),
};

function isConvener(actor: Actor, { partnershipId }: PartnershipSubject): boolean {
  return hasRole(actor, partnershipId, 'convener');
}

/** A convener for one of the organisations it belongs to: an operator who came in decides nothing between them. */
function isOwner(actor: Actor, subject: PartnershipSubject): boolean {
  return isConvener(actor, subject) && !isVisiting(actor, subject.partnershipId);
}

function worksAt(actor: Actor, organisationId: string): boolean {
  return actor.kind === 'person' && actor.organisationId === organisationId;
}

function isWithin(actor: Actor, subject: ScopedSubject, atLeast: Role): boolean {
  return hasRole(actor, subject.partnershipId, atLeast) && isInScope(actor, subject.partnershipId, subject.scope);
}

function mayReview(actor: Actor, item: TakenOffSubject): boolean {
  return actor.kind === 'person' && actor.id === item.reviewerId && isWithin(actor, item, 'facilitator');
}

const GUEST_RIGHTS: readonly GuestRight[] = ['edit', 'comment', 'look'];

function isGuestWith(actor: Actor, board: BoardSubject, atLeast: GuestRight): boolean {
  if (actor.kind !== 'guest' || !Object.hasOwn(actor.boards, board.id)) return false;
  const right = actor.boards[board.id];
  return right !== undefined && GUEST_RIGHTS.indexOf(right) <= GUEST_RIGHTS.indexOf(atLeast);
}
