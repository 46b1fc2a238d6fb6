import type { Role } from '$lib/domain/access/actor';
import { ROLES } from '$lib/domain/access/actor';
import { m } from '$lib/messages/messages.js';

const WORDS: Record<Role, () => string> = {
  convener: m.partnerships_role_convener,
  facilitator: m.partnerships_role_facilitator,
  contributor: m.partnerships_role_contributor,
  commenter: m.partnerships_role_commenter,
  viewer: m.partnerships_role_viewer,
};

/** What someone is called in a partnership. */
export function roleWords(role: Role): string {
  return WORDS[role]();
}

/** The same at the beginning of a line. */
export function roleTitle(role: Role): string {
  const words = roleWords(role);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const DETAILS: Record<Role, () => string> = {
  convener: m.partnerships_role_convener_detail,
  facilitator: m.partnerships_role_facilitator_detail,
  contributor: m.partnerships_role_contributor_detail,
  commenter: m.partnerships_role_commenter_detail,
  viewer: m.partnerships_role_viewer_detail,
};

/** What someone with this role may do, in a sentence. */
export function roleDetail(role: Role): string {
  return DETAILS[role]();
}

/** Every role, for a list to choose from. */
export function roleOptions(): { value: Role; label: string }[] {
  return ROLES.map((role) => ({ value: role, label: `${roleTitle(role)}: ${roleDetail(role)}` }));
}
