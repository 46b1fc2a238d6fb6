import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { CheckedCard, PrivateRound, WaitingWriter } from '../../src/lib/domain/sessions/privateRound.ts';
import { NOTHING_COUNTED, roundAfter } from '../../src/lib/domain/sessions/privateRound.ts';
import { isClosed } from '../../src/lib/domain/sessions/progress.ts';
import type { Session } from '../../src/lib/domain/sessions/session.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { Surroundings } from '../../src/lib/domain/shared/surroundings.ts';
import type { Repos } from '../storage/repos.ts';
import { boardFor, known } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { aliasOf, sheetsIn } from './privateSheets.ts';
import type { Revealer } from './revealer.ts';

/** Where a round of private writing is. */
export interface RoundAddress {
  board: string;
  round: string;
}

/** Rounds of private writing: revealing them, taking that back, and reading cards first where writers were told so. */
export class PrivateRoundService {
  #context: ServiceContext;
  #revealer: Revealer;

  constructor(context: ServiceContext, revealer: Revealer) {
    this.#context = context;
    this.#revealer = revealer;
  }

  /** Shows all private cards of a round on its board, as one change. A second call changes nothing. */
  async reveal(actor: Actor, slug: string, address: RoundAddress): Promise<void> {
    await this.#revealer.reveal(await this.#run(actor, slug, address));
  }

  /** Shows the cards of one of its writers. Not where nobody is to know who wrote what. */
  async revealOf(actor: Actor, slug: string, { person, ...address }: RoundAddress & { person: string }): Promise<void> {
    const round = await this.#run(actor, slug, address);
    if (round.authors === 'hidden') throw new DomainError('notAllowed');
    if (round.state === 'writing' || round.state === 'revealed') await this.#revealer.revealOf(round, person);
  }

  /** Names of those who have cards that are not revealed yet, for revealing them one by one. */
  async waiting(actor: Actor, slug: string, address: RoundAddress): Promise<WaitingWriter[]> {
    const round = await this.#run(actor, slug, address);
    if (round.authors === 'hidden') return [];
    const sheets = (await sheetsIn(this.#context, round.id)).filter(({ cards }) => cards.length > 0);
    const names = await this.#context.repos.people.byIds(sheets.map(({ actorId }) => actorId));
    const guests = await Promise.all(sheets.map(({ actorId }) => this.#context.repos.guests.byId(actorId)));
    return [...names, ...guests.flatMap((guest) => guest ?? [])].map(({ id, name }) => ({ id, name }));
  }

  /** Takes everything that a reveal put on the board off it again, until it is revealed once more. */
  async takeBack(actor: Actor, slug: string, address: RoundAddress): Promise<void> {
    await this.#revealer.takeBack(await this.#run(actor, slug, address));
  }

  /** What the caller wrote that came too late for the reveal, now that they say so. */
  async revealOwn(actor: Actor, slug: string, { board: id, round: roundId }: RoundAddress): Promise<void> {
    const { board } = await boardFor(this.#context.repos, actor, { slug, id, action: 'board.edit' });
    const round = await roundOf(this.#context.repos, { board: board.id, round: roundId });
    if (round.state === 'revealed') await this.#revealer.revealOf(round, known(actor).id);
  }

  /** Cards that are not revealed yet, without their writers and in no order, where those were told before they wrote. */
  async unrevealed(actor: Actor, slug: string, address: RoundAddress): Promise<CheckedCard[]> {
    const round = await this.#checked(actor, slug, address);
    const held = await this.#context.repos.privateRounds.held(round.id);
    const cards = (await sheetsIn(this.#context, round.id)).flatMap((sheet) => sheet.cards);
    return cards
      .map(({ id, text, zone }) => ({ id: aliasOf(round.id, id), text, zone }))
      .map((card) => ({ ...card, held: held.has(card.id) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Holds a card back from the reveal, or lets it go again. It stays its writer's. */
  async hold(
    actor: Actor,
    slug: string,
    { card, held, ...address }: RoundAddress & { card: string; held: boolean },
  ): Promise<void> {
    const { privateRounds } = this.#context.repos;
    const round = await this.#checked(actor, slug, address);
    if (held) await privateRounds.hold(round.id, card);
    else await privateRounds.letGo(round.id, card);
    if (!held && round.state === 'revealed') await this.#revealer.revealRest(round);
  }

  async #run(actor: Actor, slug: string, { board: id, round }: RoundAddress): Promise<PrivateRound> {
    const { board } = await boardFor(this.#context.repos, actor, { slug, id, action: 'session.run' });
    return roundOf(this.#context.repos, { board: board.id, round });
  }

  async #checked(actor: Actor, slug: string, address: RoundAddress): Promise<PrivateRound> {
    const round = await this.#run(actor, slug, address);
    if (!round.checked) throw new DomainError('notAllowed');
    return round;
  }
}

/** A round of a board. Another board's is not there. */
async function roundOf(repos: Repos, { board, round: id }: RoundAddress): Promise<PrivateRound> {
  const round = await repos.privateRounds.byId(board, id);
  if (!round) throw new DomainError('notFound');
  return round;
}

/**
 * Begins a round with a step in which people write privately, unless one of that step is not revealed yet. What it
 * promises its writers is what the step says now. For use inside a transaction.
 */
export async function beginRound(
  within: Repos,
  { id: sessionId, boardId, agenda, progress }: Session,
  { newId, now }: Surroundings,
): Promise<void> {
  if (progress.is !== 'running' || isClosed(progress.current)) return;
  const { step: stepId } = progress.current;
  const rules = agenda.find((step) => step.id === stepId)?.rules;
  if (rules?.writing !== 'private') return;
  const rounds = await within.privateRounds.ofSession(sessionId);
  if (rounds.some((round) => round.stepId === stepId && roundAfter(round.state, 'reveal') === 'revealing')) return;
  const { authors, checked, writersShown } = rules;
  await within.privateRounds.add({
    ...{ id: newId(), sessionId, boardId, stepId, authors, checked, writersShown, state: 'writing' },
    ...{ began: now(), cards: [], counted: NOTHING_COUNTED },
  });
}
