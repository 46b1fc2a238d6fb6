import type { OrganisationKind } from '$lib/domain/organisations/organisation';
import { m } from '$lib/messages/messages.js';
import type { Who } from '$lib/protocol/messages/presence';

/** How a person is shown beside their work. */
export interface Author {
  name: string;
  organisation: string;
  organisationKind: OrganisationKind;
  /** Something, of a guest: their name then says so, and is shown whole. */
  guest?: unknown;
  /** With young people on the board: the name says that they are an adult, and is shown whole. */
  adult?: boolean;
  /** They wrote down what somebody else said: the name says so, and is shown whole. */
  said?: boolean;
}

/**
 * Somebody who is here, as the author of what they write; of a guest the name says that they are one. With young people
 * on the board, it says of everyone else that they are an adult.
 */
export function authorFrom(who: Who, young = false): Author {
  const isAdult = young && isAdultHere(who);
  if (!who.guest) return isAdult ? { ...who, name: m.guests_adult(who), adult: true } : who;
  return { ...who, name: isAdult ? m.guests_adult_guest(who) : m.guests_named(who), organisation: m.boards_guest() };
}

/** Somebody whom the page knows, or who is here; null where nobody is known by that id. */
export function authorAmong(
  id: string | null,
  {
    people,
    young,
    others,
  }: { people: Readonly<Record<string, Author>>; young?: boolean; others: readonly { who: Who }[] },
): Author | null {
  const here = others.find(({ who }) => who.id === id);
  return people[id ?? ''] ?? (here ? authorFrom(here.who, young) : null);
}

/** Young people are guests, and come by links of their own. */
function isAdultHere({ guest, organisationKind }: Who): boolean {
  return !guest || organisationKind !== 'young-people';
}

/** Up to two letters for an avatar or a small card. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word && [...word][0]);
  return letters.join('').toUpperCase();
}

/** Person colour (1 to 12) for an order of joining that starts at 0; past twelve they repeat. */
export function personColour(order: number): number {
  return (order % 12) + 1;
}
