import type { PersonActor } from '../../src/lib/domain/access/actor.ts';
import type { BoardSummary } from '../../src/lib/domain/boards/boardRecord.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { ServiceContext } from './context.ts';

/** The document a board's content is kept in. */
export function documentOf(boardId: string): string {
  return `board/${boardId}`;
}

/** Boards as lists show them: only those the person may see. */
export class BoardLists {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** The one edited last first. */
  visible(person: PersonActor, partnershipId: string, { archived }: { archived: boolean }): Promise<BoardRecord[]> {
    const { id: personId, organisationId } = person;
    const { repos, surroundings } = this.#context;
    return repos.boards.visibleTo({ personId, organisationId, partnershipId }, { archived, now: surroundings.now() });
  }

  async summarise(boards: readonly BoardRecord[]): Promise<BoardSummary[]> {
    const { repos, documents } = this.#context;
    const pictureOf = await repos.boards.pictures(boards.map(({ id }) => id));
    const editors = await repos.people.byIds([...new Set(boards.flatMap(({ editedBy }) => editedBy ?? []))]);
    const names = new Map(editors.map(({ id, name }) => [id, name]));
    const here = documents.peopleIn(boards.map(({ id }) => documentOf(id)));
    return boards.map((board) => ({
      id: board.id,
      title: board.title,
      editedAt: board.editedAt,
      editedBy: board.editedBy === null ? null : (names.get(board.editedBy) ?? null),
      archivedAt: board.archivedAt,
      scope: board.scope,
      picture: pictureOf(board.id),
      peopleHere: here.get(documentOf(board.id)) ?? [],
    }));
  }
}
