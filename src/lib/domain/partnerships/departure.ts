import type { Role } from '../access/actor.ts';
import { ROLES } from '../access/actor.ts';
import type { Scope } from '../access/scope.ts';
import type { Organisation } from '../organisations/organisation.ts';

/** What happens when an organisation goes, to be shown before. */
export interface Departure {
  organisation: Organisation;
  /** Names of those who lose access. */
  people: readonly string[];
  /** The last one cannot go: there would be nobody left. */
  isLast: boolean;
  /** How many boards stay with the others. */
  boards: number;
  /** How many of them nobody could open any more. */
  closedBoards: number;
  /** Who can become convener; empty when one stays. */
  successors: readonly { id: string; name: string; organisation: string }[];
}

/** Whether a board names only people and organisations that are gone. */
export function closedTo(scope: Scope, staying: readonly { id: string; organisationId: string }[]): boolean {
  if (scope.open === 'partnership') return false;
  const { people, organisations } = scope;
  return !staying.some(({ id, organisationId }) => people.includes(id) || organisations.includes(organisationId));
}

/** Who can become convener of those who stay, whoever may do most first: those whose access has no end. Nobody where one is. */
export function successorsOf<M extends { role: Role; endsOn: string | null }>(staying: readonly M[]): readonly M[] {
  const lasting = staying.filter(({ endsOn }) => endsOn === null);
  if (lasting.some(({ role }) => role === 'convener')) return [];
  return lasting.sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
}
