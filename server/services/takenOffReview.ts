import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { allowedOnTakenOff, can } from '../../src/lib/domain/access/can.ts';
import type { TakenOffAction, TakenOffSubject } from '../../src/lib/domain/access/rules.ts';
import { wordsOf } from '../../src/lib/domain/boards/lifted.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type {
  Reviewer,
  TakenOffList,
  TakenOffPage,
  TakenOffSummary,
  TakenOffWords,
} from '../../src/lib/domain/takenOff/takenOff.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { AuditEntry } from '../storage/repos/auditRepo.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { MemberRecord } from '../storage/repos/membershipRepo.ts';
import type { TakenOffRecord } from '../storage/repos/takenOffRepo.ts';
import { partnershipFor, signedIn, subjectOf } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import { reviewersOf } from './reviewers.ts';
import type { TakenOffKeeper } from './takenOffKeeper.ts';

/** A record with what its rights are judged on. */
interface Case {
  record: TakenOffRecord;
  board: BoardRecord;
  reviewers: readonly Reviewer[];
  subject: TakenOffSubject;
}

/** What was taken off boards, as its reviewers see it. */
export class TakenOffReview {
  #context: ServiceContext;
  #keeper: TakenOffKeeper;

  constructor(context: ServiceContext, keeper: TakenOffKeeper) {
    this.#context = context;
    this.#keeper = keeper;
  }

  /** What waits for this person, and, for conveners, what waits for someone who cannot review it any more. */
  async list(actor: Actor, slug: string): Promise<TakenOffList> {
    const cases = await this.#cases(actor, slug);
    const mine = cases.filter(({ subject }) => can(actor, 'takenOff.review', subject));
    const orphaned = cases.filter((one) => !mine.includes(one) && can(actor, 'takenOff.passOn', one.subject));
    return { mine: await this.#summarise(mine), orphaned: await this.#summarise(orphaned) };
  }

  /** How many things wait for this person. */
  async count(actor: Actor, slug: string): Promise<number> {
    const cases = await this.#cases(actor, slug);
    return cases.filter(({ subject }) => can(actor, 'takenOff.passOn', subject)).length;
  }

  async open(actor: Actor, slug: string, id: string): Promise<TakenOffPage> {
    const found = await this.#find(actor, slug, { id, action: 'takenOff.passOn' });
    const [summary] = await this.#summarise([found]);
    if (!summary) throw new DomainError('notFound');
    const others = found.reviewers.filter((reviewer) => reviewer.id !== found.record.reviewerId);
    return { ...summary, allowed: allowedOnTakenOff(actor, found.subject), reviewers: others };
  }

  /** What it said, for its reviewer. That they looked is recorded; what they saw is not. */
  async words(actor: Actor, slug: string, id: string): Promise<TakenOffWords> {
    const { record } = await this.#find(actor, slug, { id, action: 'takenOff.review' });
    const { items, reason } = await this.#keeper.read(record);
    const { by, ...words } = wordsOf(items, record.itemId);
    await this.#context.repos.audit.append(this.#entry(actor, record, 'item.wordsShown'));
    const author = by === null ? undefined : (await this.#context.repos.people.byIds([by]))[0];
    return { ...words, author: author?.name ?? null, reason };
  }

  /** Puts it back on its board. Returns the board. */
  async restore(actor: Actor, slug: string, id: string): Promise<{ board: string }> {
    const { record } = await this.#find(actor, slug, { id, action: 'takenOff.review' });
    await this.#keeper.restore(record, signedIn(actor).id);
    return { board: record.boardId };
  }

  /** Erases it for good; everyone on the board opens it anew. */
  async erase(actor: Actor, slug: string, id: string): Promise<void> {
    const { record } = await this.#find(actor, slug, { id, action: 'takenOff.review' });
    await this.#keeper.erase(record, signedIn(actor).id);
  }

  /** Gives it to another reviewer. Throws `input.invalid` for someone who may not review it. */
  async passOn(actor: Actor, slug: string, { id, to }: { id: string; to: string }): Promise<{ reviewer: string }> {
    const { record, reviewers } = await this.#find(actor, slug, { id, action: 'takenOff.passOn' });
    const next = reviewers.find((reviewer) => reviewer.id === to && to !== record.reviewerId);
    refuseFaults({ reviewer: next ? null : to === '' ? 'missing' : 'unknownChoice' });
    await inTransaction(this.#context.db, async (repos) => {
      await repos.takenOff.setReviewer(id, to);
      await repos.audit.append(this.#entry(actor, record, 'item.passedOn'));
    });
    return { reviewer: next?.name ?? '' };
  }

  /** Unknown and not theirs are one answer; another right is another. */
  async #find(actor: Actor, slug: string, { id, action }: { id: string; action: TakenOffAction }): Promise<Case> {
    const { repos } = this.#context;
    const partnership = await partnershipFor(repos, actor, { slug, action: 'partnership.read' });
    const record = await repos.takenOff.byId(id);
    if (!record || record.partnershipId !== partnership.id || record.state !== 'off') throw new DomainError('notFound');
    const [found] = await this.#withBoards([record], await repos.memberships.members(partnership.id));
    if (!found || !can(actor, 'takenOff.passOn', found.subject)) throw new DomainError('notFound');
    if (!can(actor, action, found.subject)) throw new DomainError('notAllowed');
    return found;
  }

  async #cases(actor: Actor, slug: string): Promise<Case[]> {
    const { repos } = this.#context;
    const { id } = await partnershipFor(repos, actor, { slug, action: 'partnership.read' });
    const records = await repos.takenOff.waiting(id);
    return records.length === 0 ? [] : this.#withBoards(records, await repos.memberships.members(id));
  }

  async #withBoards(records: readonly TakenOffRecord[], members: readonly MemberRecord[]): Promise<Case[]> {
    const { repos } = this.#context;
    const ids = [...new Set(records.map(({ boardId }) => boardId))];
    const boards = new Map((await Promise.all(ids.map((id) => repos.boards.byId(id)))).map((one) => [one?.id, one]));
    return records.flatMap((record) => {
      const board = boards.get(record.boardId);
      if (!board) return [];
      const reviewers = reviewersOf(board, members);
      const { reviewerId } = record;
      const orphaned = !reviewers.some(({ id }) => id === reviewerId);
      return [{ record, board, reviewers, subject: { ...subjectOf(board), reviewerId, orphaned } }];
    });
  }

  async #summarise(cases: readonly Case[]): Promise<TakenOffSummary[]> {
    const ids = cases.flatMap(({ record }) => [record.takenBy, record.reviewerId]);
    const people = await this.#context.repos.people.byIds([...new Set(ids)]);
    const names = new Map(people.map(({ id, name }) => [id, name]));
    return cases.map(({ record: { id, kind, takenAt, takenBy, reviewerId }, board }) => ({
      ...{ id, kind, takenAt, board: { id: board.id, title: board.title } },
      takenBy: names.get(takenBy) ?? '',
      reviewer: names.get(reviewerId) ?? '',
    }));
  }

  #entry(
    actor: Actor,
    { partnershipId, boardId, itemId }: TakenOffRecord,
    event: 'item.wordsShown' | 'item.passedOn',
  ): AuditEntry {
    const { newId, now } = this.#context.surroundings;
    const details = { board: boardId, item: itemId };
    return { id: newId(), at: now(), event, actorId: signedIn(actor).id, partnershipId, details };
  }
}
