import type { GuestRight } from '$lib/domain/access/actor';
import type { GuestKind } from '$lib/domain/guests/guest';
import type { LinkState } from '$lib/domain/guests/guestLink';
import { m } from '$lib/messages/messages.js';

const SAYS: Record<GuestKind, () => string> = {
  family: m.guests_says_family,
  'young-person': m.guests_says_young_person,
  school: m.guests_says_school,
  nhs: m.guests_says_nhs,
  council: m.guests_says_council,
  voluntary: m.guests_says_voluntary,
  other: m.guests_says_other,
};

/** What a guest says of themselves, so that nobody takes it for known. */
export function saysWords(kind: GuestKind): string {
  return SAYS[kind]();
}

const RIGHTS: Record<GuestRight, () => string> = {
  look: m.guests_right_look,
  comment: m.guests_right_comment,
  edit: m.guests_right_edit,
};

/** What a link lets its guests do. */
export function rightWords(right: GuestRight): string {
  return RIGHTS[right]();
}

const STATES: Record<LinkState, () => string> = {
  open: m.guests_state_open,
  full: m.guests_state_full,
  ended: m.guests_state_ended,
  closed: m.guests_state_closed,
  closedToNewcomers: m.guests_state_closedToNewcomers,
};

/** Whether somebody can come in by a link. */
export function stateWords(state: LinkState): string {
  return STATES[state]();
}
