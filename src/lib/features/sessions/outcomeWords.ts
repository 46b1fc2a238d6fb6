import type { Lack, OutcomeKind, OutcomeState } from '$lib/domain/sessions/outcomes/outcome';
import { m } from '$lib/messages/messages.js';

const KINDS: Record<OutcomeKind, () => string> = {
  decision: m.sessions_outcome_decision,
  action: m.sessions_outcome_action,
  parked: m.sessions_outcome_parked,
};

/** What a card became. */
export function outcomeWords(kind: OutcomeKind): string {
  return KINDS[kind]();
}

const LACKS: Record<Lack, () => string> = {
  owner: m.sessions_lacks_owner,
  organisation: m.sessions_lacks_organisation,
  due: m.sessions_lacks_due,
};

/** "No owner, no date yet": what keeps an action from being agreed; empty when nothing does. */
export function lackWords(lacks: readonly Lack[]): string {
  return lacks.map((lack) => LACKS[lack]()).join(' ');
}

const STATES: Record<OutcomeState, () => string> = {
  open: m.sessions_carried_open,
  done: m.sessions_carried_done,
  dropped: m.sessions_carried_dropped,
};

/** What was said of something that an earlier session left. */
export function settledWords(state: OutcomeState): string {
  return STATES[state]();
}

const FROM: Readonly<Record<string, () => string>> = {
  family: m.sessions_from_family,
  school: m.sessions_from_school,
  nhs: m.sessions_from_nhs,
  council: m.sessions_from_council,
  voluntary: m.sessions_from_voluntary,
};

/** What a guest acts for, in place of an organisation. */
export function guestFrom(kind: string): string {
  return (FROM[kind] ?? m.sessions_from_other)();
}
