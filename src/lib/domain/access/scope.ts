import type { Actor } from './actor.ts';
import { isMember } from './actor.ts';

/** Who, inside the partnership, a board, initiative or plan is open to. */
export type Scope =
  { open: 'partnership' } | { open: 'named'; people: readonly string[]; organisations: readonly string[] };

/**
 * Whether a member is inside the scope. It binds every role, conveners too: a board for named people is not read by
 * others because of a title. A named scope that names nobody lets nobody in; it never means "everyone".
 */
export function isInScope(actor: Actor, partnershipId: string, scope: Scope): boolean {
  if (actor.kind !== 'person' || !isMember(actor, partnershipId)) return false;
  if (scope.open === 'partnership') return true;
  return scope.people.includes(actor.id) || scope.organisations.includes(actor.organisationId);
}
