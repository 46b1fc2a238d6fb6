import type { OrganisationKind } from '../organisations/organisation.ts';

/** From most to least. A role includes everything the roles after it may do. */
export const ROLES = ['convener', 'facilitator', 'contributor', 'commenter', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What a guest link lets its holder do on the boards it names. */
export type GuestRight = 'look' | 'comment' | 'edit';

/** What a guest does before they write: make a key behind their device's lock, or use the one there is. */
export type LockNeeded = 'make' | 'use';

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
  /** Ids of partnerships in which the role is an operator's for a while: they are not one of its members. */
  visiting?: readonly string[];
}

export interface GuestActor {
  kind: 'guest';
  id: string;
  name: string;
  organisationKind: OrganisationKind;
  /** Board id → what the link allows. */
  boards: Readonly<Record<string, GuestRight>>;
  /** Only on a board where they look and could write: what they do first. */
  lock?: LockNeeded;
  /** Only on a shared device: id and begin of the turn in which they act. */
  turn?: { id: string; began: string };
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

/** Whether the actor is in the partnership as an operator, for a while. */
export function isVisiting(actor: Actor, partnershipId: string): boolean {
  return actor.kind === 'person' && (actor.visiting?.includes(partnershipId) ?? false);
}

export function isMember(actor: Actor, partnershipId: string): boolean {
  return hasRole(actor, partnershipId, 'viewer');
}
