import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import type { ReadinessCheck } from '../../src/lib/domain/readiness/readiness.ts';
import type { CheckLine, EvidenceWords } from '../../src/lib/domain/readiness/readinessPage.ts';
import { evidenceOf, linesOf } from '../../src/lib/domain/readiness/readinessPage.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { Partnership } from '../storage/repos/partnershipRepo.ts';
import { partnershipFor, signedIn } from './authorise.ts';
import type { BoardLists } from './boardLists.ts';
import type { ServiceContext } from './context.ts';

/** Most checks that are compared: four a year for ten years. */
const MOST_CHECKS = 40;

/** Whether a partnership is ready, as its checks say that somebody may see. */
export interface ReadinessNow {
  /** The latest; null before there was one. */
  latest: CheckLine | null;
  /** Whether they may make the board for one. */
  mayCheck: boolean;
}

/** All checks that somebody may see, with the evidence of the latest. */
export interface ReadinessPage {
  partnership: string;
  checks: readonly (CheckLine & { boardTitle: string })[];
  evidence: EvidenceWords | null;
  mayCheck: boolean;
}

type Seen = ReadinessCheck & { title: string };

/** Readiness checks over time. Each is seen by whoever may see its board, and by nobody else: neither words nor numbers. */
export class ReadinessService {
  #context: ServiceContext;
  #lists: BoardLists;

  constructor(context: ServiceContext, lists: BoardLists) {
    this.#context = context;
    this.#lists = lists;
  }

  /** For the partnership's home. */
  async now(actor: Actor, slug: string): Promise<ReadinessNow> {
    const { checks, partnership } = await this.#seen(actor, slug);
    const [latest] = linesOf(checks);
    return { latest: latest ?? null, mayCheck: mayCheck(actor, partnership) };
  }

  async page(actor: Actor, slug: string): Promise<ReadinessPage> {
    const { checks, boards, partnership } = await this.#seen(actor, slug);
    const [latest] = checks;
    const kept = latest && (await this.#context.repos.summaries.ofSession(latest.sessionId));
    const titles = new Map(boards.map(({ id, title }) => [id, title]));
    return {
      partnership: partnership.name,
      checks: linesOf(checks).map((line) => ({ ...line, boardTitle: titles.get(line.boardId) ?? '' })),
      evidence: latest ? evidenceOf(latest, kept?.snapshot ?? null) : null,
      mayCheck: mayCheck(actor, partnership),
    };
  }

  /** The boards that somebody may see, those put away too, and what was checked on them. */
  async #seen(
    actor: Actor,
    slug: string,
  ): Promise<{ checks: Seen[]; boards: readonly BoardRecord[]; partnership: Partnership }> {
    const { repos } = this.#context;
    const partnership = await partnershipFor(repos, actor, { slug, action: 'partnership.read' });
    const me = signedIn(actor);
    const boards = [
      ...(await this.#lists.visible(me, partnership.id, { archived: false })),
      ...(await this.#lists.visible(me, partnership.id, { archived: true })),
    ];
    const ids = boards.map(({ id }) => id);
    return { checks: await repos.readiness.onBoards(ids, MOST_CHECKS), boards, partnership };
  }
}

function mayCheck(actor: Actor, { id }: Partnership): boolean {
  return can(actor, 'board.create', { partnershipId: id });
}
