import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { MAX_BALLOT_CARDS } from '../../src/lib/domain/sessions/votes/ballot.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import { boardFor, signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import type { SessionAddress } from './sessionRecords.ts';
import { sessionOf, tellOfSession } from './sessionRecords.ts';
import { cardsOn } from './stepBallots.ts';

/** Which step of a session. */
interface StepAddress extends SessionAddress {
  step: string;
}

/** Choosing single cards for the vote of a step, before it opens. For facilitators alone. */
export class BallotCardService {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** Those that were chosen for a step and are there still; null where its zones say what is voted on. */
  async chosen(actor: Actor, slug: string, { step: id, ...address }: StepAddress): Promise<string[] | null> {
    const { repos, documents } = this.#context;
    await this.#mayRun(actor, slug, address);
    const step = (await sessionOf(repos, address)).agenda.find((one) => one.id === id);
    const there = new Set((await cardsOn(documents, address.board)).map((card) => card.id));
    const chosen = (step?.chosen ?? []).filter((card) => there.has(card));
    return chosen.length > 0 ? chosen : null;
  }

  /**
   * Has the next ballot of a step be about these cards; none: about its zones again. One that is open stays as it is.
   * Throws `session.noVote` of a step without a vote, and `input.invalid` when none of them is there, or too many are.
   */
  async choose(
    actor: Actor,
    slug: string,
    { step, cards, ...address }: StepAddress & { cards: readonly string[] },
  ): Promise<void> {
    const { db, documents } = this.#context;
    await this.#mayRun(actor, slug, address);
    const wanted = new Set(cards);
    const chosen = (await cardsOn(documents, address.board)).flatMap(({ id }) => (wanted.has(id) ? [id] : []));
    const isNone = cards.length > 0 && chosen.length === 0;
    refuseFaults({ cards: isNone ? 'missing' : chosen.length > MAX_BALLOT_CARDS ? 'tooMany' : null });
    const session = await inTransaction(db, async (within) => {
      const was = await sessionOf(within, address);
      const about = was.agenda.find(({ id }) => id === step);
      if (was.progress.is === 'ended') throw new DomainError('session.over');
      if (!about) return was; // one that is gone stays so
      if (!about.rules.vote) throw new DomainError('session.noVote');
      const { chosen: _, ...rest } = about;
      const now = chosen.length > 0 ? { ...rest, chosen } : rest;
      const next = { ...was, agenda: was.agenda.map((one) => (one === about ? now : one)) };
      await within.sessions.set(next);
      return next;
    });
    if (session.progress.is === 'running') await tellOfSession(this.#context, address.board);
  }

  async #mayRun(actor: Actor, slug: string, { board: id }: SessionAddress): Promise<void> {
    signedIn(actor);
    await boardFor(this.#context.repos, actor, { slug, id, action: 'session.run' });
  }
}
