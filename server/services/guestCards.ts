import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { CardItem, Item } from '../../src/lib/domain/boards/schema.ts';
import type { MyCards } from '../../src/lib/domain/guests/guestCard.ts';
import { followCards } from '../../src/lib/domain/guests/guestCard.ts';
import { DomainError, isDomainError } from '../../src/lib/domain/shared/errors.ts';
import { hashSecret } from '../auth/secrets.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import { documentOf } from './boardLists.ts';
import type { ServiceContext } from './context.ts';

/**
 * What became of guests' cards. A projection like thumbnails: made from the document after each change, and made good
 * when somebody asks. It keeps no words, only whether they are other words now and whether the card is there.
 */
export class GuestCardService {
  #context: ServiceContext;
  #working = new Map<string, Promise<void>>();
  #stop: () => void;

  constructor(context: ServiceContext) {
    this.#context = context;
    this.#stop = context.events.on('document.changed', ({ name, actorIds }) => {
      if (name.startsWith('board/')) void this.#after(name.slice('board/'.length), actorIds);
    });
  }

  /** What a guest is told of each card they wrote. For the guest of the board alone. */
  async mine(actor: Actor, boardId: string): Promise<MyCards> {
    const { repos } = this.#context;
    if (actor.kind !== 'guest' || actor.boards[boardId] === undefined) throw new DomainError('notFound');
    await this.#after(boardId, []);
    const board = await repos.boards.byId(boardId);
    const partnership = board && (await repos.partnerships.byId(board.partnershipId));
    if (!partnership) throw new DomainError('notFound');
    const items = await this.#items(boardId);
    const zones = new Map(items.flatMap((item) => (item.kind === 'zone' ? [[item.id, item.text] as const] : [])));
    const followed = (await repos.guestCards.ofGuests([actor.id])).get(actor.id) ?? [];
    const others = new Set(followed.flatMap(({ itemId, byOthers }) => (byOthers ? [itemId] : [])));
    const cards = cardsBy(items, actor.id).map(({ id, text, zone, tags }) => {
      return { id, text, zone: (zone && zones.get(zone)) || null, tags, byOthers: others.has(id) };
    });
    const gone = followed.filter((card) => card.gone).length;
    const isYoung = (await repos.guests.byId(actor.id))?.kind === 'young-person';
    return { title: board.title, name: actor.name, slug: partnership.slug, isYoung, cards, gone };
  }

  /** Resolves when everything announced so far is written down. */
  async settled(): Promise<void> {
    await Promise.all(this.#working.values());
  }

  async close(): Promise<void> {
    this.#stop();
    await this.settled();
  }

  /** One thing after the other for each board, so that an older state never overwrites a newer one. */
  #after(boardId: string, by: readonly string[]): Promise<void> {
    const after = (this.#working.get(boardId) ?? Promise.resolve()).then(() => this.#try(boardId, by));
    this.#working.set(boardId, after);
    return after.finally(() => {
      if (this.#working.get(boardId) === after) this.#working.delete(boardId);
    });
  }

  async #follow(boardId: string, by: readonly string[]): Promise<void> {
    const { db, repos, surroundings } = this.#context;
    const guests = await repos.guests.ofBoard(boardId);
    if (guests.length === 0) return;
    const items = await this.#items(boardId);
    const before = await repos.guestCards.ofGuests(guests.map(({ id }) => id));
    await inTransaction(db, async ({ guestCards }) => {
      for (const { id } of guests) {
        const now = new Map(cardsBy(items, id).map((card) => [card.id, hashSecret(card.text)]));
        const known = before.get(id) ?? [];
        const { kept, forgotten } = followCards(id, known, { now, by });
        const was = new Map(known.map((card) => [card.itemId, JSON.stringify(card)]));
        for (const card of kept) {
          if (was.get(card.itemId) !== JSON.stringify(card)) await guestCards.keep(id, card, surroundings.now());
        }
        await guestCards.forget(id, forgotten);
      }
    });
  }

  #items(boardId: string): Promise<Item[]> {
    return this.#context.documents.read(documentOf(boardId), (doc) => [...new BoardDoc(doc).items()]);
  }

  async #try(boardId: string, by: readonly string[]): Promise<void> {
    try {
      await this.#follow(boardId, by);
    } catch (error) {
      // The cards are on the board all the same; what is said of them is made good by the next change.
      const code = isDomainError(error) ? error.code : null;
      this.#context.log.error({ err: error, board: boardId, code }, 'guests’ cards could not be followed');
    }
  }
}

/** The cards that somebody wrote, in the order they wrote them. */
function cardsBy(items: readonly Item[], guestId: string): CardItem[] {
  return items
    .flatMap((item) => (item.kind === 'card' && item.by === guestId ? [item] : []))
    .sort((one, other) => one.made.localeCompare(other.made));
}
