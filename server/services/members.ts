import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { isRole, isVisiting } from '../../src/lib/domain/access/actor.ts';
import { allowedInPartnership, allowedOnOrganisation } from '../../src/lib/domain/access/can.ts';
import {
  isPartnershipRole,
  isSponsor,
  lastDayFault,
  partnershipRoleFault,
} from '../../src/lib/domain/partnerships/membership.ts';
import type { PartnershipPeople } from '../../src/lib/domain/partnerships/partnership.ts';
import { dayIn } from '../../src/lib/domain/shared/day.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { MemberRecord } from '../storage/repos/membershipRepo.ts';
import type { Partnership } from '../storage/repos/partnershipRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { partnershipFor, signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseLastConvener } from './convenership.ts';
import { refuseFaults } from './faults.ts';
import type { MailChoiceService } from './mailChoices.ts';
import { memberToSeeTo } from './membersToSeeTo.ts';
import { organisationsFor } from './organisationSubjects.ts';

type MemberEvent = 'membership.changed' | 'membership.removed';

interface Change {
  event: MemberEvent;
  details: Readonly<Record<string, string>>;
}

/** The people of a partnership: each organisation sees to its own. */
export class MemberService {
  #context: ServiceContext;
  #choices: MailChoiceService;

  constructor(context: ServiceContext, choices: MailChoiceService) {
    this.#context = context;
    this.#choices = choices;
  }

  /** Organisations and their people. Addresses are shown to those who manage people. */
  async people(actor: Actor, slug: string): Promise<PartnershipPeople> {
    const { repos } = this.#context;
    const { id } = await partnershipFor(repos, actor, { slug, action: 'partnership.read' });
    const allowed = allowedInPartnership(actor, { partnershipId: id });
    const members = await repos.memberships.members(id);
    const organisations = await organisationsFor(repos, id);
    const names = new Map(organisations.map(({ organisation }) => [organisation.id, organisation.name]));
    return {
      allowed,
      organisations: organisations.map(({ organisation, subject }) => ({
        ...organisation,
        allowed: allowedOnOrganisation(actor, subject),
        // That others want it out is for conveners to see: its own, and those who decide.
        removalAskedBy: allowed['people.manage'] && subject.askedBy ? (names.get(subject.askedBy) ?? null) : null,
        people: members
          .filter((member) => member.organisationId === organisation.id)
          .map(({ id: personId, name, jobTitle, role, partnershipRole, independent, endsOn, email }) => ({
            ...{ id: personId, name, jobTitle, role, partnershipRole, independent, endsOn },
            email: allowed['people.manage'] ? email : null,
          })),
      })),
    };
  }

  /** Gives a member another role. Throws `partnership.lastConvener` when nobody would be one. */
  async changeRole(actor: Actor, slug: string, { person, role }: { person: string; role: string }): Promise<void> {
    if (!isRole(role)) throw new DomainError('input.invalid', { role: 'unknownChoice' });
    await this.#change(actor, { slug, personId: person }, async (repos, { partnershipId }) => {
      await refuseLastConvener(repos, { partnershipId, personId: person, role });
      await repos.memberships.set({ partnershipId, personId: person, role }, this.#context.surroundings.now());
      return { event: 'membership.changed', details: { person, role } };
    });
  }

  /** Makes a member sponsor or deputy of their organisation, or neither (empty). Throws `input.invalid` where it cannot be. */
  async setPartnershipRole(actor: Actor, slug: string, asked: { person: string; partnershipRole: string }) {
    const role = asked.partnershipRole === '' ? null : asked.partnershipRole;
    if (role !== null && !isPartnershipRole(role)) {
      throw new DomainError('input.invalid', { partnershipRole: 'unknownChoice' });
    }
    await this.#change(actor, { slug, personId: asked.person }, async (repos, member) => {
      const { id, partnershipId, organisationId, independent } = member;
      const others = (await repos.memberships.members(partnershipId)).filter((other) => other.id !== id);
      const otherSponsor = others.some((other) => other.organisationId === organisationId && isSponsor(other));
      refuseFaults({ partnershipRole: partnershipRoleFault(role, { independent, otherSponsor }) });
      await repos.memberships.setPartnershipRole(partnershipId, id, role);
      return { event: 'membership.changed', details: { person: id, partnershipRole: role ?? 'none' } };
    });
  }

  /**
   * Gives a member a last day, a later one, or none (empty). Throws `input.invalid` for a day that is over, and for none
   * with somebody who is independent; `partnership.lastConvener` when no convener without an end would be left.
   */
  async setTerm(actor: Actor, slug: string, asked: { person: string; endsOn: string; independent: boolean }) {
    const { endsOn: typed, independent, person } = asked;
    refuseFaults({ endsOn: lastDayFault(asked, dayIn(this.#context.surroundings.now())) });
    const endsOn = typed === '' ? null : typed;
    await this.#change(actor, { slug, personId: person }, async (repos, { partnershipId, partnershipRole }) => {
      if (endsOn !== null) await refuseLastConvener(repos, { partnershipId, personId: person, role: null });
      refuseFaults({ independent: independent && partnershipRole !== null ? 'independent' : null });
      await repos.memberships.setTerm(partnershipId, person, { endsOn, independent });
      return { event: 'membership.changed', details: { person, endsOn: endsOn ?? 'none' } };
    });
  }

  /** Takes a member out. They lose access at once, and what they invited with opens nothing; what they wrote stays. */
  async remove(actor: Actor, slug: string, person: string): Promise<void> {
    await this.#change(actor, { slug, personId: person }, async (repos, { partnershipId }) => {
      await this.#takeOut(repos, { partnershipId, personId: person });
      return { event: 'membership.removed', details: { person } };
    });
  }

  /** Leaves by oneself, whatever one's role. */
  async leave(actor: Actor, slug: string): Promise<void> {
    const { db, repos, events, surroundings } = this.#context;
    const { id: partnershipId } = await partnershipFor(repos, actor, { slug, action: 'partnership.read' });
    const personId = signedIn(actor).id;
    if (isVisiting(actor, partnershipId)) throw new DomainError('notAllowed'); // they go as they came
    await inTransaction(db, async (within) => {
      await this.#takeOut(within, { partnershipId, personId });
      const entry = { actorId: personId, partnershipId, details: { person: personId } };
      await writeAudit(within, surroundings, { event: 'membership.removed', ...entry });
    });
    events.emit('membership.changed', { personId, partnershipId });
  }

  async #takeOut(
    repos: Repos,
    { partnershipId, personId }: { partnershipId: string; personId: string },
  ): Promise<void> {
    await refuseLastConvener(repos, { partnershipId, personId, role: null });
    await repos.memberships.remove(partnershipId, personId);
    await repos.invitations.withdrawBy(partnershipId, personId, this.#context.surroundings.now());
  }

  /** What happened to them in the partnership, by somebody else. */
  async #tell(
    repos: Repos,
    { personId, partnership, event }: { personId: string; partnership: Partnership; event: MemberEvent },
  ): Promise<void> {
    const link = `${this.#context.publicUrl}/partnerships/${partnership.slug}/people`;
    const news = { personId, choice: 'membership', holds: { partnership: partnership.name, link } } as const;
    const kind = event === 'membership.changed' ? 'roleChanged' : 'removed';
    await this.#choices.tell(repos, { ...news, kind });
  }

  async #change(
    actor: Actor,
    { slug, personId }: { slug: string; personId: string },
    change: (repos: Repos, member: MemberRecord & { partnershipId: string }) => Promise<Change>,
  ): Promise<void> {
    const { db, repos, events, surroundings } = this.#context;
    const partnership = await partnershipFor(repos, actor, { slug, action: 'people.manage' });
    const partnershipId = partnership.id;
    await inTransaction(db, async (within) => {
      const member = await memberToSeeTo(within, actor, { partnershipId, personId });
      const { event, details } = await change(within, { ...member, partnershipId });
      await writeAudit(within, surroundings, { event, actorId: signedIn(actor).id, partnershipId, details });
      if (personId !== signedIn(actor).id) await this.#tell(within, { personId, partnership, event });
    });
    this.#choices.wake();
    events.emit('membership.changed', { personId, partnershipId });
  }
}
