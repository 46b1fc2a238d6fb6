import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { HandOverPage, HandOverPlan, Holding } from '../../src/lib/domain/partnerships/handOver.ts';
import { HOLDINGS } from '../../src/lib/domain/partnerships/handOver.ts';
import { isOver } from '../../src/lib/domain/partnerships/membership.ts';
import { dayIn } from '../../src/lib/domain/shared/day.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { holdingLine, writeLetter } from '../mail/letters.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { MemberRecord } from '../storage/repos/membershipRepo.ts';
import type { Partnership } from '../storage/repos/partnershipRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { partnershipFor, signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import type { Hand, Held } from './holdings.ts';
import { lookAtHoldings, moveHoldings } from './holdings.ts';
import type { MailService } from './mail.ts';
import { tellOfSession } from './sessionRecords.ts';
import { memberIn, seesToPeopleOf } from './membersToSeeTo.ts';

type Moved = Partial<Record<Holding, number>>;

/** Giving all that somebody holds in a partnership to somebody else there, in one step. */
export class HandOverService {
  #context: ServiceContext;
  #mail: MailService;

  constructor(context: ServiceContext, mail: MailService) {
    this.#context = context;
    this.#mail = mail;
  }

  /**
   * Who could take over and, once `to` is chosen, what would move and what stays, and why. For oneself, and for conveners
   * who see to the person; `input.invalid` for somebody who cannot take anything over.
   */
  async page(actor: Actor, slug: string, { from, to }: { from: string; to: string | null }): Promise<HandOverPage> {
    const { repos } = this.#context;
    const { id: partnershipId } = await partnershipFor(repos, actor, { slug, action: 'partnership.read' });
    const giver = await this.#giver(repos, actor, { partnershipId, personId: from });
    const takers = await this.#takers(repos, { partnershipId, from });
    const people = takers.map(({ id, name, organisation }) => ({ id, name, organisation }));
    if (to === null) return { from: { id: from, name: giver.name }, people, preview: null };
    const hand = await this.#hand(repos, actor, { partnershipId, giver, to });
    const plan = planOf(await lookAtHoldings(repos, hand));
    const preview = { ...plan, to: { id: hand.to.id, name: hand.to.name } };
    return { from: { id: from, name: giver.name }, people, preview };
  }

  /**
   * Hands over what can be handed over now, all of it or nothing, and tells both by mail. Throws `handOver.nothing` where
   * nothing can, and `partnership.lastConvener` where no convener would be left.
   */
  async handOver(actor: Actor, slug: string, { from, to }: { from: string; to: string }): Promise<Moved> {
    const { db, repos, events } = this.#context;
    const partnership = await partnershipFor(repos, actor, { slug, action: 'partnership.read' });
    const { id: partnershipId } = partnership;
    const moved = await inTransaction(db, async (within) => {
      const giver = await this.#giver(within, actor, { partnershipId, personId: from });
      const hand = await this.#hand(within, actor, { partnershipId, giver, to });
      const done = await moveHoldings(within, hand);
      if (Object.keys(done).length === 0) throw new DomainError('handOver.nothing');
      await this.#record(within, hand, done);
      await this.#tell(within, { hand, partnership, moved: done });
      return done;
    });
    this.#mail.wake();
    for (const personId of [from, to]) events.emit('membership.changed', { personId, partnershipId });
    const led = moved.sessions ? await repos.sessions.ledBy(to, partnershipId) : [];
    const owned = moved.actions ? await repos.outcomes.openOf(to, partnershipId) : [];
    for (const boardId of new Set([...led, ...owned].map((one) => one.boardId)))
      await tellOfSession(this.#context, boardId);
    return moved;
  }

  async #giver(repos: Repos, actor: Actor, key: { partnershipId: string; personId: string }): Promise<MemberRecord> {
    const { member, seesTo } = await memberIn(repos, actor, key);
    if (member.id !== signedIn(actor).id && !seesTo) throw new DomainError('notAllowed');
    return member;
  }

  /** Everyone else who is in it today and can sign in. */
  async #takers(repos: Repos, { partnershipId, from }: { partnershipId: string; from: string }) {
    const today = dayIn(this.#context.surroundings.now());
    const members = await repos.memberships.members(partnershipId);
    const others = members.filter((member) => member.id !== from && !isOver(member, today));
    const accounts = await repos.people.byIds(others.map(({ id }) => id));
    const shutOut = new Set(accounts.filter(({ disabledAt }) => disabledAt !== null).map(({ id }) => id));
    return others.filter(({ id }) => !shutOut.has(id));
  }

  async #hand(
    repos: Repos,
    actor: Actor,
    { partnershipId, giver, to }: { partnershipId: string; giver: MemberRecord; to: string },
  ): Promise<Hand> {
    const taker = (await this.#takers(repos, { partnershipId, from: giver.id })).find(({ id }) => id === to);
    if (!taker) throw new DomainError('input.invalid', { to: to === '' ? 'missing' : 'unknownChoice' });
    const { organisationId } = taker;
    const mayRaise = await seesToPeopleOf(repos, actor, { partnershipId, organisationId });
    return { partnershipId, from: giver, to: taker, actor, mayRaise, now: this.#context.surroundings.now() };
  }

  #record(repos: Repos, { actor, from, to, partnershipId }: Hand, moved: Moved): Promise<void> {
    const entry = { actorId: signedIn(actor).id, partnershipId, details: { from: from.id, to: to.id, ...moved } };
    return writeAudit(repos, this.#context.surroundings, { event: 'membership.handedOver', ...entry });
  }

  async #tell(
    repos: Repos,
    { hand, partnership, moved }: { hand: Hand; partnership: Partnership; moved: Moved },
  ): Promise<void> {
    const { from, to, actor } = hand;
    const moves = HOLDINGS.flatMap((holding) => (moved[holding] ? [holdingLine(holding, moved[holding])] : []));
    const letter = writeLetter('handedOver', {
      ...{ by: signedIn(actor).name, from: from.name, to: to.name, moves: moves.join('\n') },
      ...{ partnership: partnership.name, link: `${this.#context.publicUrl}/partnerships/${partnership.slug}/people` },
    });
    for (const { email } of [from, to]) {
      await this.#mail.post(repos, { kind: 'handOver', to: email, partnershipId: partnership.id, letter });
    }
  }
}

function planOf(found: ReadonlyMap<Holding, Held>): HandOverPlan {
  const kinds = [...found];
  return {
    moves: kinds.flatMap(([holding, { moves }]) => (moves.length > 0 ? [{ holding, count: moves.length }] : [])),
    stays: kinds.flatMap(([holding, { stays }]) =>
      [...new Set(stays.map(({ why }) => why))].map((why) => ({
        ...{ holding, why, count: stays.filter((one) => one.why === why).length },
      })),
    ),
  };
}
