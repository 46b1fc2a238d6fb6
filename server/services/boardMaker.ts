import type { Scope } from '../../src/lib/domain/access/scope.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { pictureOf } from '../../src/lib/domain/boards/boardPicture.ts';
import { titleFault } from '../../src/lib/domain/boards/boardRecord.ts';
import type { Seed } from '../../src/lib/domain/boards/templates/seedBoard.ts';
import { seedBoard } from '../../src/lib/domain/boards/templates/seedBoard.ts';
import { oneLine } from '../../src/lib/domain/shared/oneLine.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { NewBoard } from '../storage/repos/boardRepo.ts';
import { documentOf } from './boardLists.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import type { TemplateService } from './templates.ts';

export interface BoardRequest {
  partnershipId: string;
  title: string;
  template: string | null;
  /** Null when an operator's command makes it. */
  by: string | null;
  /** Whom it is for, before anybody can see it; everyone in the partnership where it is not said. */
  scope?: Scope;
  /** More to put on it, beside the template. */
  fill?: (board: BoardDoc) => void;
  /** An id the caller can name again: asked twice, it is made once, and a crash in between is made good by asking again. */
  id?: string;
}

/**
 * Makes boards, which live in both databases: what is to be made is written down first, then the document, then the
 * record together with the end of the operation. A crash in between is finished at the next start.
 */
export class BoardMaker {
  #context: ServiceContext;
  #templates: TemplateService;

  constructor(context: ServiceContext, templates: TemplateService) {
    this.#context = context;
    this.#templates = templates;
  }

  async create({ title, template, fill, partnershipId, by, id, scope }: BoardRequest): Promise<{ id: string }> {
    refuseFaults({
      title: titleFault(title),
      template: (await this.#isOffered(partnershipId, template)) ? null : 'unknownChoice',
    });
    const { newId, now } = this.#context.surroundings;
    const board: NewBoard = { id: id ?? newId(), partnershipId, title: oneLine(title), template, by, at: now() };
    const operation = { id: newId(), kind: 'board.create', payload: JSON.stringify(board), started_at: now() } as const;
    if (id === undefined) await this.#context.repos.operations.begin(operation);
    await this.#finish(operation.id, { ...board, ...(scope ? { scope } : {}) }, fill);
    return { id: board.id };
  }

  /** The title of a board, or null when there is none. For commands, which may see all. */
  async titleOf(id: string): Promise<string | null> {
    return (await this.#context.repos.boards.byId(id))?.title ?? null;
  }

  /** Finishes what a crash left half done. Called once at start. */
  async finishAll(): Promise<void> {
    for (const { id, payload } of await this.#context.repos.operations.unfinished('board.create')) {
      await this.#finish(id, JSON.parse(payload) as NewBoard);
    }
  }

  async #finish(
    operation: string,
    board: NewBoard & { scope?: Scope },
    fill?: (board: BoardDoc) => void,
  ): Promise<void> {
    const { db, documents, surroundings } = this.#context;
    const template = await this.#seedOf(board);
    await documents.create(documentOf(board.id), (doc) => {
      seedBoard(new BoardDoc(doc), template, surroundings);
      fill?.(new BoardDoc(doc));
    });
    const picture = await documents.read(documentOf(board.id), (doc) => pictureOf(new BoardDoc(doc)));
    await inTransaction(db, async (repos) => {
      await repos.boards.create(board);
      if (board.scope) await repos.boards.setScope(board.id, board.scope);
      await repos.boards.setPicture(board.id, picture);
      await repos.operations.end(operation);
      const { id, partnershipId, by } = board;
      const entry = { id: surroundings.newId(), at: surroundings.now(), actorId: by, partnershipId };
      await repos.audit.append({ ...entry, event: 'board.created', details: { board: id } });
    });
  }

  async #isOffered(partnershipId: string, template: string | null): Promise<boolean> {
    if (template === null || this.#templates.get(template)) return true;
    const own = await this.#context.repos.ownTemplates.byId(partnershipId, template);
    return own?.archivedAt === null;
  }

  /** What a new board begins with. One of the partnership's own may have been archived since it was asked for. */
  async #seedOf({ partnershipId, template }: NewBoard): Promise<Seed | null> {
    if (template === null) return null;
    return this.#templates.get(template) ?? this.#context.repos.ownTemplates.content(partnershipId, template);
  }
}
