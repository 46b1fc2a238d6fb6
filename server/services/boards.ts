import type { Actor, PersonActor } from '../../src/lib/domain/access/actor.ts';
import { allowedOnBoard, boardRole } from '../../src/lib/domain/access/can.ts';
import type { BoardAction } from '../../src/lib/domain/access/rules.ts';
import type { Scope } from '../../src/lib/domain/access/scope.ts';
import { beginningOf } from '../../src/lib/domain/boards/beginning.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { BoardPage, BoardSharing, BoardSummary } from '../../src/lib/domain/boards/boardRecord.ts';
import { scopeFault, titleFault } from '../../src/lib/domain/boards/boardRecord.ts';
import type { Box } from '../../src/lib/domain/boards/geometry/box.ts';
import type { Item } from '../../src/lib/domain/boards/schema.ts';
import type { AuditEvent } from '../../src/lib/domain/audit/auditEvent.ts';
import { DomainError, isDomainError } from '../../src/lib/domain/shared/errors.ts';
import { oneLine } from '../../src/lib/domain/shared/oneLine.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import { boardFor, known, partnershipFor, signedIn, subjectOf } from './authorise.ts';
import { BoardAuthors } from './boardAuthors.ts';
import type { BoardLists } from './boardLists.ts';
import { documentOf } from './boardLists.ts';
import type { BoardMaker } from './boardMaker.ts';
import type { BoardProjection } from './boardProjection.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import type { MailChoiceService } from './mailChoices.ts';
import { waitingOn } from './guestLobby.ts';

type BoardEvent = Extract<AuditEvent, `board.${string}`>;

/** Whom else a board is for is not told to guests. */
const NOT_FOR_GUESTS: Scope = { open: 'named', people: [], organisations: [] };

interface Parts {
  lists: BoardLists;
  maker: BoardMaker;
  projection: BoardProjection;
  mailChoices: MailChoiceService;
}

/** A board's record: its name, its rights, whether it is archived. What is on it is a document. */
export class BoardService {
  #context: ServiceContext;
  #lists: BoardLists;
  #maker: BoardMaker;
  #projection: BoardProjection;
  #authors: BoardAuthors;
  #choices: MailChoiceService;

  constructor(context: ServiceContext, parts: Parts) {
    this.#choices = parts.mailChoices;
    this.#context = context;
    this.#lists = parts.lists;
    this.#maker = parts.maker;
    this.#projection = parts.projection;
    this.#authors = new BoardAuthors(context);
  }

  /** The boards of a partnership that the person may see. */
  async list(actor: Actor, slug: string, { archived }: { archived: boolean }): Promise<BoardSummary[]> {
    const { id } = await partnershipFor(this.#context.repos, actor, { slug, action: 'partnership.read' });
    return this.#lists.summarise(await this.#lists.visible(signedIn(actor), id, { archived }));
  }

  /** Makes a board, blank or from a template. Throws `input.invalid` for a bad title or an unknown template. */
  async create(
    actor: Actor,
    slug: string,
    { title, template }: { title: string; template: string | null },
  ): Promise<{ id: string }> {
    const { id } = await partnershipFor(this.#context.repos, actor, { slug, action: 'board.create' });
    return this.#maker.create({ partnershipId: id, title, template, by: signedIn(actor).id });
  }

  /** Everything a board's page needs beside the document, and what it shows until that is there. */
  async open(actor: Actor, slug: string, id: string): Promise<BoardPage> {
    const { repos } = this.#context;
    const me = known(actor);
    const { partnership, board } = await boardFor(repos, actor, { slug, id, action: 'board.read' });
    const role = boardRole(actor, subjectOf(board));
    if (!role) throw new DomainError('notFound');
    const items = await this.#context.documents
      .read(documentOf(id), (doc) => [...new BoardDoc(doc).items()])
      .catch(noneWhileTheDiskRefuses);
    const people = await this.#authors.of({ actor: me, board, items });
    this.#projection.mend(id);
    const allowed = allowedOnBoard(actor, subjectOf(board));
    return {
      id,
      title: board.title,
      archived: board.archivedAt !== null,
      partnership: { id: partnership.id, slug: partnership.slug, name: actor.kind === 'guest' ? '' : partnership.name },
      scope: actor.kind === 'guest' ? NOT_FOR_GUESTS : board.scope,
      allowed,
      role,
      ...(await repos.partnerships.settings(partnership.id)),
      young: await repos.guestLinks.hasYoung(id),
      waiting: allowed['board.guests'] ? await waitingOn(repos, id, this.#context.surroundings.now()) : null,
      me: {
        id: me.id,
        name: me.name,
        organisation: people[me.id]?.organisation ?? '',
        organisationKind: me.organisationKind,
        ...(me.kind === 'guest' ? { guest: people[me.id]?.guest } : {}),
      },
      needsLock: me.kind === 'guest' && me.lock !== undefined && board.archivedAt === null,
      people,
      beginning: beginningOf(items),
    };
  }

  async rename(actor: Actor, slug: string, { id, title }: { id: string; title: string }): Promise<void> {
    const board = await this.#board(actor, { slug, id, action: 'board.rename' });
    refuseFaults({ title: titleFault(title) });
    await this.#change(actor, board, {
      event: 'board.renamed',
      change: (repos) => repos.boards.rename(id, oneLine(title)),
    });
  }

  /** Closes a board to writing and takes it out of the lists. Everyone on it is sent back to the door. */
  async archive(actor: Actor, slug: string, id: string): Promise<void> {
    const board = await this.#board(actor, { slug, id, action: 'board.archive' });
    const at = this.#context.surroundings.now();
    await this.#change(actor, board, {
      event: 'board.archived',
      change: (repos) => repos.boards.setArchived(id, at),
    });
  }

  /** Brings an archived board back. Throws `notAllowed` for one that is not archived. */
  async restore(actor: Actor, slug: string, id: string): Promise<void> {
    const board = await this.#board(actor, { slug, id, action: 'board.restore' });
    await this.#change(actor, board, {
      event: 'board.restored',
      change: (repos) => repos.boards.setArchived(id, null),
    });
  }

  /** Has everyone else who has the board open look at a part of it. For who may run a session there. */
  async gather(actor: Actor, slug: string, { id, view }: { id: string; view: Box }): Promise<void> {
    await this.#board(actor, { slug, id, action: 'session.run' });
    const { x, y, w, h } = view;
    const isThere = [x, y, w, h].every(Number.isFinite) && w > 0 && h > 0;
    refuseFaults({ view: isThere ? null : 'missing' });
    const { id: by, name } = signedIn(actor);
    this.#context.events.emit('board.gathered', { boardId: id, by, name, view: [x, y, w, h] });
  }

  /** Who may see the board now, and who could be named. */
  async sharing(actor: Actor, slug: string, id: string): Promise<BoardSharing> {
    const { scope, partnershipId } = await this.#board(actor, { slug, id, action: 'board.share' });
    const members = await this.#context.repos.memberships.members(partnershipId);
    return {
      scope,
      people: members.map((member) => ({ id: member.id, name: member.name, organisation: member.organisation })),
      organisations: await this.#context.repos.organisations.inPartnership(partnershipId),
    };
  }

  /** Opens the board to the partnership or to named people and organisations; the person who sets it stays in. */
  async share(actor: Actor, slug: string, { id, scope }: { id: string; scope: Scope }): Promise<void> {
    const { people, organisations } = await this.sharing(actor, slug, id);
    const known = {
      people: new Set(people.map((person) => person.id)),
      organisations: new Set(organisations.map((organisation) => organisation.id)),
    };
    refuseFaults({ scope: scopeFault(scope, actor, known) });
    const board = await this.#board(actor, { slug, id, action: 'board.share' });
    await this.#change(actor, board, {
      event: 'board.shared',
      change: async (repos) => {
        await repos.boards.setScope(id, scope);
        await this.#tellNamed(repos, { by: signedIn(actor), slug, before: board, scope });
      },
    });
    this.#choices.wake();
  }

  /** Those who are named now and were not before. */
  async #tellNamed(
    repos: ServiceContext['repos'],
    { by, slug, before, scope }: { by: PersonActor; slug: string; before: BoardRecord; scope: Scope },
  ): Promise<void> {
    const namedBefore = before.scope.open === 'named' ? before.scope.people : [];
    const named = scope.open === 'named' ? scope.people : [];
    const partnership = await repos.partnerships.byId(before.partnershipId);
    const link = `${this.#context.publicUrl}/partnerships/${slug}/boards/${before.id}`;
    const holds = { by: by.name, board: before.title, partnership: partnership?.name ?? '', link };
    for (const personId of named) {
      if (personId === by.id || namedBefore.includes(personId)) continue;
      await this.#choices.tell(repos, { personId, choice: 'boardShared', kind: 'boardShared', holds });
    }
  }

  async #board(actor: Actor, asked: { slug: string; id: string; action: BoardAction }): Promise<BoardRecord> {
    return (await boardFor(this.#context.repos, actor, asked)).board;
  }

  async #change(
    actor: Actor,
    { id, partnershipId }: BoardRecord,
    { event, change }: { event: BoardEvent; change: (repos: ServiceContext['repos']) => Promise<void> },
  ): Promise<void> {
    const { db, events, surroundings } = this.#context;
    const changed = await inTransaction(db, async (repos) => {
      await change(repos);
      const { now, newId } = surroundings;
      const entry = { id: newId(), at: now(), actorId: signedIn(actor).id, partnershipId, details: { board: id } };
      await repos.audit.append({ ...entry, event });
      return repos.boards.byId(id);
    });
    if (!changed) return;
    const { title, archivedAt } = changed;
    const scopeChanged = event === 'board.shared';
    events.emit('board.changed', { boardId: id, title, archived: archivedAt !== null, scopeChanged });
  }
}

/** A board can be opened while it cannot be saved: then it shows the names of its members alone. */
function noneWhileTheDiskRefuses(error: unknown): Item[] {
  if (isDomainError(error) && error.code === 'storage.unavailable') return [];
  throw error;
}
