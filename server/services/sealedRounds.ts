import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { mayFollow } from '../../src/lib/domain/sessions/lateCards.ts';
import type { PrivateRound } from '../../src/lib/domain/sessions/privateRound.ts';
import type { OwnSealed, SealedRound } from '../../src/lib/domain/sessions/sealed.ts';
import type { Session } from '../../src/lib/domain/sessions/session.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import { boardFor, known } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { OwnSheets } from './ownSheets.ts';
import type { RoundAddress } from './privateRounds.ts';
import { sheetsIn } from './privateSheets.ts';
import type { Revealer } from './revealer.ts';
import type { SessionAddress } from './sessionRecords.ts';
import { sessionOf } from './sessionRecords.ts';

/** Private cards that nobody revealed while their session went on: they wait for who runs it, or for their writers. */
export class SealedRoundService {
  #context: ServiceContext;
  #revealer: Revealer;
  #sheets: OwnSheets;

  constructor(context: ServiceContext, revealer: Revealer) {
    this.#context = context;
    this.#revealer = revealer;
    this.#sheets = new OwnSheets(context);
  }

  /** What a session left behind, for who runs it: how many cards of which step, and no word of them. */
  async list(actor: Actor, slug: string, address: SessionAddress): Promise<SealedRound[]> {
    const { repos } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: address.board, action: 'session.run' });
    const session = await sessionOf(repos, address);
    const rounds = (await this.#behind(board.id, session)).filter(({ leftAt }) => leftAt === null);
    const found = await Promise.all(
      rounds.map(async (round) => {
        const waiting = (await sheetsIn(this.#context, round.id)).map(({ cards }) => cards.length);
        const cards = waiting.reduce((sum, count) => sum + count, 0);
        return { round: round.id, step: titleOf(session, round), cards, mayReveal: mayReveal(round, waiting) };
      }),
    );
    return found.filter(({ cards }) => cards > 0);
  }

  /** Puts them on the board after all. Of late ones without authors only where enough wait to say nothing of whose they are. */
  async reveal(actor: Actor, slug: string, address: SessionAddress & RoundAddress): Promise<void> {
    const round = await this.#find(actor, slug, address);
    if (round.state === 'revealed' && round.authors === 'hidden') await this.#revealer.revealLate(round);
    else if (round.state === 'revealed') await this.#revealer.revealRest(round);
    else await this.#revealer.reveal(round);
  }

  /** Leaves them with their writers, for good. */
  async leave(actor: Actor, slug: string, address: SessionAddress & RoundAddress): Promise<void> {
    const round = await this.#find(actor, slug, address);
    await this.#context.repos.privateRounds.leave(round.id, this.#context.surroundings.now());
  }

  /** One's own, of sessions that are over. Nothing in a turn on a shared device: whoever comes next reads its page. */
  async mine(actor: Actor, slug: string, id: string): Promise<OwnSealed[]> {
    const { repos } = this.#context;
    const me = known(actor);
    const { board } = await boardFor(repos, actor, { slug, id, action: 'board.read' });
    if (me.kind === 'guest' && me.turn) return [];
    const found: OwnSealed[] = [];
    for (const round of await repos.privateRounds.ofBoard(board.id)) {
      const cards = await this.#sheets.cards({ round: round.id, by: me.id, since: null });
      const session = cards.length > 0 ? await this.#over(board, round) : null;
      if (!session) continue;
      const own = cards.map((card) => ({ id: card.id, text: card.text }));
      const { id: roundId, leftAt } = round;
      found.push({
        round: roundId,
        session: session.title,
        step: titleOf(session, round),
        left: leftAt !== null,
        cards: own,
      });
    }
    return found;
  }

  /** Takes a card of one's own away. One that is gone is no mistake. */
  async remove(actor: Actor, slug: string, { board: id, round: roundId, card }: RoundAddress & { card: string }) {
    const { repos } = this.#context;
    const me = known(actor);
    const { board } = await boardFor(repos, actor, { slug, id, action: 'board.read' });
    const round = await repos.privateRounds.byId(board.id, roundId);
    if (!round || !(await this.#over(board, round)) || (me.kind === 'guest' && me.turn))
      throw new DomainError('notFound');
    await this.#sheets.change({ round: round.id, by: me.id }, (sheet) => sheet.remove([card], { by: me.id }));
  }

  async #find(actor: Actor, slug: string, { round: id, ...address }: SessionAddress & RoundAddress) {
    const { repos } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: address.board, action: 'session.run' });
    const session = await sessionOf(repos, address);
    const round = (await this.#behind(board.id, session)).find((one) => one.id === id);
    if (!round || round.leftAt !== null) throw new DomainError('notFound');
    return round;
  }

  /** The rounds of a session that its page on the board does not show any more. */
  async #behind(boardId: string, session: Session) {
    const { repos } = this.#context;
    const live = await repos.sessions.live(boardId);
    const rounds = await repos.privateRounds.ofBoard(boardId);
    return rounds.filter(({ sessionId, id }) => sessionId === session.id && live?.secret?.round !== id);
  }

  async #over(board: BoardRecord, { sessionId }: PrivateRound): Promise<Session | null> {
    const session = await this.#context.repos.sessions.byId(board.id, sessionId);
    return session?.progress.is === 'ended' ? session : null;
  }
}

function titleOf({ agenda }: Session, { stepId }: PrivateRound): string {
  return agenda.find(({ id }) => id === stepId)?.title ?? '';
}

function mayReveal({ state, authors }: PrivateRound, waiting: readonly number[]): boolean {
  return state !== 'revealed' || authors === 'shown' || mayFollow(waiting);
}
