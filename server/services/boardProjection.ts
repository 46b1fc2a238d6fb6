import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { pictureOf } from '../../src/lib/domain/boards/boardPicture.ts';
import { isDomainError } from '../../src/lib/domain/shared/errors.ts';
import type { ServiceContext } from './context.ts';

/**
 * Keeps what lists show of a board (its thumbnail, who edited last) in step with its document. Made anew from the
 * document after each change, so that a lost announcement is made good by the next.
 */
export class BoardProjection {
  #context: ServiceContext;
  #working = new Map<string, Promise<void>>();
  #stop: () => void;

  constructor(context: ServiceContext) {
    this.#context = context;
    this.#stop = context.events.on('document.changed', ({ name, actorIds }) => {
      if (name.startsWith('board/')) this.#follow(name, actorIds.at(-1) ?? null);
    });
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
    const after = (this.#working.get(name) ?? Promise.resolve()).then(() => this.#project(name, by));
    this.#working.set(name, after);
    void after.finally(() => {
      if (this.#working.get(name) === after) this.#working.delete(name);
    });
  }

  async #project(name: string, by: string | null): Promise<void> {
    const { documents, repos, surroundings, log } = this.#context;
    try {
      const picture = await documents.read(name, (doc) => pictureOf(new BoardDoc(doc)));
      const id = name.slice('board/'.length);
      if (await repos.boards.byId(id)) await repos.boards.setEdited(id, { by, at: surroundings.now(), picture });
    } catch (error) {
      // The board itself is kept; its thumbnail stays as it was until the next change.
      log.error({ err: error, document: name, code: isDomainError(error) ? error.code : null }, 'projection failed');
    }
  }
}
