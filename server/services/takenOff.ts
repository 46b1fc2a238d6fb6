import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { findToTakeOff } from '../../src/lib/domain/boards/lifted.ts';
import { oneLine } from '../../src/lib/domain/shared/oneLine.ts';
import type { Reviewer, TakeOffAnswer, TakeOffRequest } from '../../src/lib/domain/takenOff/takenOff.ts';
import { requestFaults } from '../../src/lib/domain/takenOff/takenOff.ts';
import { boardFor, signedIn } from './authorise.ts';
import { documentOf } from './boardLists.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import { reviewersOf } from './reviewers.ts';
import type { TakenOffKeeper } from './takenOffKeeper.ts';

/** Taking things off a board, at once and for everyone: a child's name, an insult. */
export class TakenOffService {
  #context: ServiceContext;
  #keeper: TakenOffKeeper;

  constructor(context: ServiceContext, keeper: TakenOffKeeper) {
    this.#context = context;
    this.#keeper = keeper;
  }

  /** Who may review what is taken off the board; nobody is named to those who may take nothing off. */
  async reviewers(actor: Actor, slug: string, board: string): Promise<Reviewer[]> {
    const { repos } = this.#context;
    const found = await boardFor(repos, actor, { slug, id: board, action: 'board.takeOff' });
    return reviewersOf(found.board, await repos.memberships.members(found.board.partnershipId));
  }

  /**
   * Takes things off a board. It may be asked twice, and by two people at once: the first one counts. Throws
   * `input.invalid` for a reviewer who may not review.
   */
  async takeOff(actor: Actor, slug: string, request: TakeOffRequest): Promise<TakeOffAnswer> {
    const { repos, documents } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: request.board, action: 'board.takeOff' });
    const reviewers = reviewersOf(board, await repos.memberships.members(board.partnershipId));
    refuseFaults(requestFaults(request, reviewers));
    const by = signedIn(actor).id;
    const reviewer = request.reviewer ?? by;
    const items = [...new Set(request.items)];
    const found = await documents.read(documentOf(board.id), (doc) => findToTakeOff(doc, items));
    if (found.length > 0) await this.#keeper.take({ board, found, by, reviewer, reason: oneLine(request.reason) });
    const off = await repos.takenOff.ofItems(board.id, items);
    const [first] = await repos.people.byIds([off[0]?.reviewerId ?? reviewer]);
    return { off: off.length, gone: items.length - off.length, reviewer: first?.name ?? '' };
  }
}
