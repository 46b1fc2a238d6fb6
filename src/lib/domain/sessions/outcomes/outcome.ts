import type { Day } from '../../shared/day.ts';
import { isDay } from '../../shared/day.ts';
import type { FieldFault, FieldFaults } from '../../shared/errors.ts';
import { oneLine } from '../../shared/oneLine.ts';
import type { Instant } from '../../shared/surroundings.ts';
import { wordsFault } from '../wordsFault.ts';

/** What a card can become in a session: something agreed, something one person will do, or something for later. */
export const OUTCOME_KINDS = ['decision', 'action', 'parked'] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** What has become of it since: nothing yet, it was done, or it was given up with a reason. */
export const OUTCOME_STATES = ['open', 'done', 'dropped'] as const;
export type OutcomeState = (typeof OUTCOME_STATES)[number];

/** Longest name or organisation of an owner, in characters. */
export const MAX_OWNER = 120;
/** Longest reason, in characters: a sentence or two. */
export const MAX_REASON = 300;
/** Most outcomes of one session: more is a plan that nobody keeps. */
export const MAX_OUTCOMES = 200;

/** Who does an action: a member, by id, or somebody who has no account and is named. */
export interface Owner {
  /** Null of somebody who is only named. */
  personId: string | null;
  name: string;
  /** The organisation they do it for; of a guest, what they say they are from. */
  organisation: string;
}

/** What a session made of a card. */
export interface Outcome {
  id: string;
  sessionId: string;
  boardId: string;
  cardId: string;
  /** What type the card was before, for when this is taken back. */
  cardType: string;
  kind: OutcomeKind;
  /** Of the card, as they were then. Empty once the card was taken off the board. */
  words: string;
  owner: Owner;
  due: Day | null;
  /** Why it is parked. */
  reason: string;
  state: OutcomeState;
  /** Why it was dropped. */
  stateReason: string;
  /** In which later session it was last looked at. */
  lookedAtIn: string | null;
  madeBy: string;
  madeAt: Instant;
}

export const NO_OWNER: Owner = { personId: null, name: '', organisation: '' };

/** What everyone in an assign step sees of an outcome. */
export type LiveOutcome = Pick<Outcome, 'id' | 'cardId' | 'kind' | 'words' | 'owner' | 'due' | 'reason'>;

/** What an action lacks. */
export const LACKS = ['owner', 'organisation', 'due'] as const;
export type Lack = (typeof LACKS)[number];

/** What is missing for it to be agreed: an action has one owner, their organisation and one date. */
export function lacksOf({ kind, owner, due }: Pick<Outcome, 'kind' | 'owner' | 'due'>): Lack[] {
  if (kind !== 'action') return [];
  const has: Record<Lack, boolean> = {
    owner: owner.name !== '',
    organisation: owner.organisation !== '',
    due: due !== null,
  };
  return LACKS.filter((lack) => !has[lack]);
}

/** Actions that cannot be agreed yet. */
export function unfinished<T extends Pick<Outcome, 'kind' | 'owner' | 'due'>>(outcomes: readonly T[]): T[] {
  return outcomes.filter((outcome) => lacksOf(outcome).length > 0);
}

/** An outcome as somebody fills it in. */
export interface OutcomeAsked {
  card: string;
  kind: string;
  /** Person id of a member; empty when somebody is named, or nobody is. */
  person: string;
  ownerName: string;
  organisation: string;
  due: string;
  reason: string;
}

/** What of it the rules decide; the card's words and a member's name are looked up. */
export type OutcomeDraft = Pick<Outcome, 'cardId' | 'kind' | 'owner' | 'due' | 'reason'>;

/**
 * Reads what was filled in. An action may lack its owner or date while it is talked about; what is parked says why at once.
 * Fields that are not of its kind are left out.
 */
export function readOutcome(
  asked: OutcomeAsked,
  { today }: { today: Day },
): { draft: OutcomeDraft; faults: FieldFaults } {
  const kind = OUTCOME_KINDS.find((known) => known === asked.kind);
  const [name, organisation, reason] = [oneLine(asked.ownerName), oneLine(asked.organisation), oneLine(asked.reason)];
  const isAction = kind === 'action';
  const owner = { personId: asked.person === '' ? null : asked.person, name, organisation };
  const faults: Record<string, FieldFault | null> = {
    kind: kind ? null : 'unknownChoice',
    ownerName: isAction ? wordsFault(name, { most: MAX_OWNER }) : null,
    organisation: isAction ? wordsFault(organisation, { most: MAX_OWNER }) : null,
    due: isAction ? dueFault(asked.due, today) : null,
    reason: kind === 'parked' ? wordsFault(reason, { most: MAX_REASON, needed: true }) : null,
  };
  return {
    draft: {
      cardId: asked.card,
      kind: kind ?? 'decision',
      owner: isAction ? owner : NO_OWNER,
      due: isAction && asked.due !== '' ? asked.due : null,
      reason: kind === 'parked' ? reason : '',
    },
    faults: only(faults),
  };
}

function dueFault(due: string, today: Day): FieldFault | null {
  if (due === '') return null;
  if (!isDay(due)) return 'day';
  return due < today ? 'dayPast' : null;
}

function only(faults: Record<string, FieldFault | null>): FieldFaults {
  return Object.fromEntries(Object.entries(faults).filter((entry): entry is [string, FieldFault] => entry[1] !== null));
}

/** What those who run a session choose from where actions are assigned. */
export interface AssignPage {
  /** Those of the step's zones that have words, in reading order. */
  cards: readonly { id: string; words: string; zone: string }[];
  /** Members who may see the board. */
  members: readonly { id: string; name: string; organisation: string }[];
  /** Those who came by a link, with what they say they are from; no young people. */
  guests: readonly { name: string; kind: string }[];
  outcomes: readonly LiveOutcome[];
}

/** What is known of an outcome in everybody's list. */
export function liveOutcome({ id, cardId, kind, words, owner, due, reason }: Outcome): LiveOutcome {
  return { id, cardId, kind, words, owner, due, reason };
}
