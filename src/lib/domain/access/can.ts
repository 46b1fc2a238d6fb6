import type { Actor } from './actor.ts';
import type {
  BoardAction,
  BoardSubject,
  InitiativeAction,
  InstanceAction,
  InstanceSubject,
  OrganisationAction,
  OrganisationSubject,
  PartnershipAction,
  PartnershipSubject,
  ScopedSubject,
  TakenOffAction,
  TakenOffSubject,
  TemplateAction,
  TemplateSubject,
  WaitingAction,
  WaitingSubject,
} from './rules.ts';
import {
  boardRules,
  initiativeRules,
  instanceRules,
  organisationRules,
  partnershipRules,
  takenOffRules,
  templateRules,
  waitingRules,
} from './rules.ts';

/** What each action is judged on. The compiler refuses an action asked of the wrong noun. */
type SubjectOf<A> = A extends BoardAction
  ? BoardSubject
  : A extends PartnershipAction
    ? PartnershipSubject
    : A extends InitiativeAction
      ? ScopedSubject
      : A extends TakenOffAction
        ? TakenOffSubject
        : A extends TemplateAction
          ? TemplateSubject
          : A extends OrganisationAction
            ? OrganisationSubject
            : A extends InstanceAction
              ? InstanceSubject
              : A extends WaitingAction
                ? WaitingSubject
                : never;

export type Action =
  | PartnershipAction
  | BoardAction
  | InitiativeAction
  | TakenOffAction
  | TemplateAction
  | OrganisationAction
  | InstanceAction
  | WaitingAction;

const rules = {
  ...partnershipRules,
  ...boardRules,
  ...initiativeRules,
  ...takenOffRules,
  ...templateRules,
  ...organisationRules,
  ...instanceRules,
  ...waitingRules,
} as Record<Action, (actor: Actor, subject: never) => boolean>;

/** Whether the actor may do this. The default is no: an action without a sentence in the table does not exist. */
export function can<A extends Action>(actor: Actor, action: A, subject: SubjectOf<A>): boolean {
  return rules[action](actor, subject as never);
}

export type Allowed<A extends Action> = Readonly<Record<A, boolean>>;

/** The answers a board page gets as data. */
export function allowedOnBoard(actor: Actor, board: BoardSubject): Allowed<BoardAction> {
  return answers(Object.keys(boardRules) as BoardAction[], (action) => can(actor, action, board));
}

/** The answers a partnership's pages get as data. */
export function allowedInPartnership(actor: Actor, subject: PartnershipSubject): Allowed<PartnershipAction> {
  return answers(Object.keys(partnershipRules) as PartnershipAction[], (action) => can(actor, action, subject));
}

/** The answers a page gets as data about something that was taken off. */
export function allowedOnTakenOff(actor: Actor, item: TakenOffSubject): Allowed<TakenOffAction> {
  return answers(Object.keys(takenOffRules) as TakenOffAction[], (action) => can(actor, action, item));
}

/** The answers a page gets as data about an organisation of a partnership. */
export function allowedOnOrganisation(actor: Actor, subject: OrganisationSubject): Allowed<OrganisationAction> {
  return answers(Object.keys(organisationRules) as OrganisationAction[], (action) => can(actor, action, subject));
}

/** What someone may do inside an open document. */
export type DocumentRole = 'edit' | 'comment' | 'look';

/** The role at the sync door for a board, or null when the door stays shut. */
export function boardRole(actor: Actor, board: BoardSubject): DocumentRole | null {
  if (can(actor, 'board.edit', board)) return 'edit';
  if (can(actor, 'board.comment', board)) return 'comment';
  return can(actor, 'board.read', board) ? 'look' : null;
}

function answers<A extends string>(actions: readonly A[], judge: (action: A) => boolean): Record<A, boolean> {
  return Object.fromEntries(actions.map((action) => [action, judge(action)])) as Record<A, boolean>;
}
