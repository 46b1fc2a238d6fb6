import type { Actor, Role } from '../../src/lib/domain/access/actor.ts';
import { isRole } from '../../src/lib/domain/access/actor.ts';
import { allowedInPartnership, allowedOnOrganisation, can } from '../../src/lib/domain/access/can.ts';
import type { PartnershipPeople } from '../../src/lib/domain/partnerships/partnership.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { partnershipFor, signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseLastConvener } from './convenership.ts';
import { organisationsFor } from './organisationSubjects.ts';

/** The people of a partnership: each organisation sees to its own. */
export class MemberService {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
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
          .map(({ id: personId, name, role, email }) => ({
            ...{ id: personId, name, role },
            email: allowed['people.manage'] ? email : null,
          })),
      })),
    };
  }

  /** Gives a member another role. Throws `partnership.lastConvener` when nobody would be one. */
  async changeRole(actor: Actor, slug: string, { person, role }: { person: string; role: string }): Promise<void> {
    if (!isRole(role)) throw new DomainError('input.invalid', { role: 'unknownChoice' });
    await this.#change(actor, { slug, personId: person }, async (repos, partnershipId) => {
      await refuseLastConvener(repos, { partnershipId, personId: person, role });
      await repos.memberships.set({ partnershipId, personId: person, role }, this.#context.surroundings.now());
      return { event: 'membership.changed', details: { person, role } };
    });
  }

  /** Takes a member out. They lose access at once, and what they invited with opens nothing; what they wrote stays. */
  async remove(actor: Actor, slug: string, person: string): Promise<void> {
    await this.#change(actor, { slug, personId: person }, async (repos, partnershipId) => {
      await this.#takeOut(repos, { partnershipId, personId: person });
      return { event: 'membership.removed', details: { person } };
    });
  }

  /** Leaves by oneself, whatever one's role. */
  async leave(actor: Actor, slug: string): Promise<void> {
    const { db, repos, events, surroundings } = this.#context;
    const { id: partnershipId } = await partnershipFor(repos, actor, { slug, action: 'partnership.read' });
    const personId = signedIn(actor).id;
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

  async #change(
    actor: Actor,
    { slug, personId }: { slug: string; personId: string },
    change: (
      repos: Repos,
      partnershipId: string,
    ) => Promise<{ event: 'membership.changed' | 'membership.removed'; details: { person: string; role?: Role } }>,
  ): Promise<void> {
    const { db, repos, events, surroundings } = this.#context;
    const { id: partnershipId } = await partnershipFor(repos, actor, { slug, action: 'people.manage' });
    await inTransaction(db, async (within) => {
      const member = (await within.memberships.members(partnershipId)).find(({ id }) => id === personId);
      if (!member) throw new DomainError('notFound');
      const subjects = await organisationsFor(within, partnershipId);
      const at = subjects.find(({ organisation }) => organisation.id === member.organisationId);
      if (!at || !can(actor, 'organisation.people', at.subject)) throw new DomainError('notAllowed');
      const { event, details } = await change(within, partnershipId);
      await writeAudit(within, surroundings, { event, actorId: signedIn(actor).id, partnershipId, details });
    });
    events.emit('membership.changed', { personId, partnershipId });
  }
}
