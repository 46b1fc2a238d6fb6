import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { BoardPicture } from '../../src/lib/domain/boards/boardPicture.ts';
import { pictureOf } from '../../src/lib/domain/boards/boardPicture.ts';
import { isDomainError } from '../../src/lib/domain/shared/errors.ts';
import { documentOf } from './boardLists.ts';
import type { ServiceContext } from './context.ts';

/**
 * Keeps what lists show of a board (its thumbnail, who edited last) in step with its document. Made anew from the
 * document after each change, so that a lost announcement is made good by the next.
 */
export class BoardProjection {
  #context: ServiceContext;
  #working = new Map<string, Promise<void>>();
  /** Boards whose thumbnail is known to be no older than this process. */
  #known = new Set<string>();
  #stop: () => void;

  constructor(context: ServiceContext) {
    this.#context = context;
    this.#stop = context.events.on('document.changed', ({ name, actorIds }) => {
      if (name.startsWith('board/')) this.#follow(name, actorIds.at(-1) ?? null);
    });
  }

  /** Resolves when the thumbnail shows the board as it is now. When it was edited stays as it is. */
  renew(boardId: string): Promise<void> {
    return this.#after(documentOf(boardId), () => this.#draw(boardId));
  }

  /**
   * Makes good, in the background, what a server that died between a change and its thumbnail left behind. Once for
   * each board: from then on announcements keep it in step.
   */
  mend(boardId: string): void {
    if (!this.#known.has(boardId)) void this.renew(boardId);
  }

  /** Resolves when everything announced so far is in the records. */
  async settled(): Promise<void> {
    await Promise.all(this.#working.values());
  }

  async close(): Promise<void> {
    this.#stop();
    await this.settled();
  }

  #follow(name: string, by: string | null): void {
    void this.#after(name, () => this.#project(name.slice('board/'.length), by));
  }

  /** One thing after the other for each board, so that an older picture never overwrites a newer one. */
  #after(name: string, work: () => Promise<void>): Promise<void> {
    const after = (this.#working.get(name) ?? Promise.resolve()).then(() => this.#try(name, work));
    this.#working.set(name, after);
    return after.finally(() => {
      if (this.#working.get(name) === after) this.#working.delete(name);
    });
  }

  async #project(id: string, by: string | null): Promise<void> {
    const { repos, surroundings } = this.#context;
    const picture = await this.#pictureOf(id);
    if (await repos.boards.byId(id)) await repos.boards.setEdited(id, { by, at: surroundings.now(), picture });
    this.#known.add(id);
  }

  async #draw(id: string): Promise<void> {
    const { repos } = this.#context;
    const picture = await this.#pictureOf(id);
    if (await repos.boards.byId(id)) await repos.boards.setPicture(id, picture);
    this.#known.add(id);
  }

  #pictureOf(id: string): Promise<BoardPicture> {
    return this.#context.documents.read(documentOf(id), (doc) => pictureOf(new BoardDoc(doc)));
  }

  async #try(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // The board itself is kept; its thumbnail stays as it was until the next change.
      const code = isDomainError(error) ? error.code : null;
      this.#context.log.error({ err: error, document: name, code }, 'projection failed');
    }
  }
}
