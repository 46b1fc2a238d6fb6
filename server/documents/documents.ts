import type { SharedDocument } from '../../src/lib/domain/boards/sharedDocument.ts';
import type { OrganisationKind } from '../../src/lib/domain/organisations/organisation.ts';

/** `board/<id>`, `mine/<round>/<actor>`, and later `plan/<id>`, `page/<id>`. */
export type DocumentName = string;

/** Someone whose page has the document open now. Named once, however many pages they have open. */
export interface PresentActor {
  actorId: string;
  name: string;
  organisationKind: OrganisationKind;
}

/**
 * Whom to send back to the door. Every part given must hold: a person, a guest, a sign-in, a document, or everyone on boards
 * of a partnership. One that names nothing is an error, never "everyone".
 */
export interface DoorCall {
  /** Or a guest's id. */
  personId?: string;
  signInId?: string;
  document?: DocumentName;
  partnershipId?: string;
}

/** What stays off a document from then on, whoever brings it back: a list that only changes of the server's change. */
export interface OffList {
  keepOff(items: readonly string[]): void;
  letBack(items: readonly string[]): void;
}

export type Edit<T> = (doc: SharedDocument, offList: OffList) => T;

/**
 * Documents as services see them. Services ask here and get an answer; the sync server implements it. Reading or
 * changing a document that does not exist throws `notFound`, a damaged one `document.damaged`, and a disk that
 * cannot be written to `storage.unavailable`.
 */
export interface Documents {
  /** Creates the document from a seed, once: a second call with the same name changes nothing. Resolves when durable. */
  create(name: DocumentName, seed: (doc: SharedDocument) => void): Promise<void>;
  exists(name: DocumentName): Promise<boolean>;
  /** Makes somebody's sheet for private cards, unless there is one. No copy of an earlier one fits it. */
  begin(sheet: DocumentName): Promise<void>;
  /** Documents whose name begins so. */
  named(beginning: string): Promise<DocumentName[]>;
  /**
   * Erases documents for good, with their history. One of which something is to be kept goes on as a new generation
   * without its history. Whoever has one open starts anew, and keeps what they wrote and we had not taken in.
   */
  forget(names: readonly DocumentName[], hasMore: (doc: SharedDocument) => boolean): Promise<void>;
  /** Looks at the document as it is on disk and in memory now. `look` must not change it. */
  read<T>(name: DocumentName, look: (doc: SharedDocument) => T): Promise<T>;
  /**
   * One transaction made by the server, in an actor's name or its own. Resolves with the result when durable. What it
   * puts on the off list is removed in the same commit, and is part of no update that anyone is sent.
   */
  change<T>(name: DocumentName, by: { actorId: string | null }, edit: Edit<T>): Promise<T>;
  /** Who is there now. Documents nobody has open are left out. */
  peopleIn(names: readonly DocumentName[]): Map<DocumentName, PresentActor[]>;
  /** Closes connections so that they come back and are judged anew. */
  sendToDoor(whom: DoorCall): void;
  /** Folds the document's log into a snapshot and wipes what it replaced. */
  compact(name: DocumentName): Promise<void>;
  /** Copies the content into a new generation without its history, and resolves with its number. */
  rebuild(name: DocumentName): Promise<number>;
  /** Rebuilds the documents whose history outweighs their content and which nobody wrote to for half a day. */
  lighten(): Promise<number>;
}
