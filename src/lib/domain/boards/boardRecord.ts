import type { Actor } from '../access/actor.ts';
import type { Allowed, DocumentRole } from '../access/can.ts';
import type { BoardAction } from '../access/rules.ts';
import type { Scope } from '../access/scope.ts';
import type { GuestKind, WaitingGuest } from '../guests/guest.ts';
import type { Organisation, OrganisationKind } from '../organisations/organisation.ts';
import type { IdentifierRule } from '../sensitive/identifierRule.ts';
import type { FieldFault } from '../shared/errors.ts';
import { oneLine } from '../shared/oneLine.ts';
import type { Instant } from '../shared/surroundings.ts';
import type { Beginning } from './beginning.ts';
import type { BoardPicture } from './boardPicture.ts';
import { MAX_TITLE } from './schema.ts';

/** Someone whose page has the board open now. */
export interface PersonHere {
  actorId: string;
  name: string;
  organisationKind: OrganisationKind;
}

/** A board in a list. */
export interface BoardSummary {
  id: string;
  title: string;
  editedAt: Instant;
  /** Name of who edited last; null when nobody has yet. */
  editedBy: string | null;
  archivedAt: Instant | null;
  scope: Scope;
  picture: BoardPicture;
  peopleHere: readonly PersonHere[];
}

/** How a card's author is shown. */
export interface BoardAuthor {
  name: string;
  organisation: string;
  organisationKind: OrganisationKind;
  /** Of a guest: what they say they are here as. */
  guest?: GuestKind | undefined;
  /** Their name says that they are an adult, as young people are on the board. */
  adult?: boolean;
}

/** What a board's page needs beside the document itself. */
export interface BoardPage {
  id: string;
  title: string;
  archived: boolean;
  partnership: { id: string; slug: string; name: string };
  scope: Scope;
  allowed: Allowed<BoardAction>;
  role: DocumentRole;
  /** What the partnership does about identifiers that are certain. */
  identifiers: IdentifierRule;
  /** Postcodes of the partnership's own sites and services, which say nothing of anybody. */
  knownPostcodes: readonly string[];
  /** Young people come to the board by a link of theirs: everyone else is shown as an adult. */
  young: boolean;
  /** Who waits to be let in; null for those who may let nobody in. */
  waiting: readonly WaitingGuest[] | null;
  me: BoardAuthor & { id: string };
  /** A guest who could write, once they used their device's lock. */
  needsLock: boolean;
  /** Everyone who may have written here, by actor id. */
  people: Readonly<Record<string, BoardAuthor>>;
  /** What is shown until the document is there; null for a board that is soon there, and where nobody will see it. */
  beginning: Beginning | null;
}

/** What the sharing form shows: who may see the board now, and who could be named. */
export interface BoardSharing {
  scope: Scope;
  people: readonly { id: string; name: string; organisation: string }[];
  organisations: readonly Organisation[];
}

/** What is wrong with a board's title, or null. */
export function titleFault(title: string): FieldFault | null {
  const line = oneLine(title);
  if (line === '') return 'missing';
  return line.length > MAX_TITLE ? 'tooLong' : null;
}

/**
 * What is wrong with a scope somebody chose, or null: a named scope names someone who belongs to the partnership,
 * and never shuts out the person who sets it.
 */
export function scopeFault(
  scope: Scope,
  by: Actor,
  known: { people: ReadonlySet<string>; organisations: ReadonlySet<string> },
): FieldFault | null {
  if (scope.open === 'partnership') return null;
  const strangers = scope.people.some((id) => !known.people.has(id));
  if (strangers || scope.organisations.some((id) => !known.organisations.has(id))) return 'unknownChoice';
  const keepsSelf =
    by.kind === 'person' && (scope.people.includes(by.id) || scope.organisations.includes(by.organisationId));
  return keepsSelf ? null : 'missing';
}
