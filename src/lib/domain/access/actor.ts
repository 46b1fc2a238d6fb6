import type { OrganisationKind } from '../organisations/organisation.ts';

/** From most to least. A role includes everything the roles after it may do. */
export const ROLES = ['convener', 'facilitator', 'contributor', 'commenter', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What a guest link lets its holder do on the boards it names. */
export type GuestRight = 'look' | 'comment' | 'edit';

export interface PersonActor {
  kind: 'person';
  id: string;
  name: string;
  organisationId: string;
  organisationKind: OrganisationKind;
  /** Keeps the system running; reads no boards by virtue of it. */
  operator: boolean;
  /** Partnership id → role there. */
  roles: Readonly<Record<string, Role>>;
}

export interface GuestActor {
  kind: 'guest';
  id: string;
  name: string;
  organisationKind: OrganisationKind;
  /** Board id → what the link allows. */
  boards: Readonly<Record<string, GuestRight>>;
}

/** Someone who asks for something: a person, a guest, or nobody we know. */
export type Actor = PersonActor | GuestActor | { kind: 'nobody' };

export const NOBODY: Actor = { kind: 'nobody' };

export function isRole(value: string): value is Role {
  return (ROLES as readonly string[]).includes(value);
}

/** Whether the actor is a member of the partnership with this role or a higher one. */
export function hasRole(actor: Actor, partnershipId: string, atLeast: Role): boolean {
  if (actor.kind !== 'person' || !Object.hasOwn(actor.roles, partnershipId)) return false;
  const role = actor.roles[partnershipId];
  return role !== undefined && ROLES.indexOf(role) <= ROLES.indexOf(atLeast);
}

export function isMember(actor: Actor, partnershipId: string): boolean {
  return hasRole(actor, partnershipId, 'viewer');
}
