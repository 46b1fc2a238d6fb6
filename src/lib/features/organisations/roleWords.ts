import type { Role } from '$lib/domain/access/actor';
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
