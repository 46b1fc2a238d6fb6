import type { Role } from '../../src/lib/domain/access/actor.ts';
import type { AuditEvent } from '../../src/lib/domain/audit/auditEvent.ts';
import type { Identity } from '../../src/lib/domain/accounts/identity.ts';
import { emailFault, nameFault, normaliseEmail, passwordFault } from '../../src/lib/domain/accounts/rules.ts';
import type { Organisation, OrganisationKind } from '../../src/lib/domain/organisations/organisation.ts';
import { isOrganisationKind } from '../../src/lib/domain/organisations/organisation.ts';
import { freeSlug, slugOf } from '../../src/lib/domain/partnerships/slug.ts';
import type { PartnershipRole } from '../../src/lib/domain/partnerships/membership.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { oneLine } from '../../src/lib/domain/shared/oneLine.ts';
import { commonPasswords } from '../auth/commonPasswords.ts';
import { hashPassword } from '../auth/passwords.ts';
import type { Database } from '../storage/database.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Repos } from '../storage/repos.ts';
import type { AuditEntry } from '../storage/repos/auditRepo.ts';
import type { Partnership } from '../storage/repos/partnershipRepo.ts';
import { writeAudit } from './auditWriter.ts';
import type { ServiceContext } from './context.ts';
import { refuseLastConvener } from './convenership.ts';
import { refuseFaults } from './faults.ts';

export interface NewPerson {
  name: string;
  email: string;
  password: string;
  organisationId: string;
  operator: boolean;
}

/** Longest name of an organisation or partnership. */
export const MAX_ORGANISATION_NAME = 120;

/**
 * What an operator does from the command line, and what set-up and the sample are made of. Nothing here asks for an
 * actor: whoever may run commands in the data folder already has everything.
 */
export class PeopleService {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** The same service inside a transaction: what it does is kept with the rest of it, or not at all. */
  within(db: Database, repos: Repos): PeopleService {
    return new PeopleService({ ...this.#context, db, repos });
  }

  /** Adds an organisation, or returns the one of that name. */
  async addOrganisation(given: { name: string; kind: OrganisationKind; footprint?: readonly string[] }) {
    const { repos } = this.#context;
    refuseFaults({
      name: nameFault(given.name, MAX_ORGANISATION_NAME),
      kind: isOrganisationKind(given.kind) ? null : 'unknownChoice',
    });
    const name = oneLine(given.name);
    return (await repos.organisations.byName(name)) ?? this.#createOrganisation(repos, { ...given, name });
  }

  /** Starts a partnership. The slug is made from its name unless one is given; a taken one gets a number. */
  async createPartnership(
    given: { name: string; purpose?: string; slug?: string },
    actorId: string | null = null,
  ): Promise<Partnership> {
    refuseFaults({ name: nameFault(given.name, MAX_ORGANISATION_NAME) });
    return inTransaction(this.#context.db, async (repos) => {
      const slug = freeSlug(slugOf(given.slug ?? given.name), await repos.partnerships.slugs());
      const { now, newId } = this.#context.surroundings;
      const partnership = { id: newId(), slug, name: oneLine(given.name), purpose: given.purpose ?? '' };
      await repos.partnerships.create(partnership, now());
      await this.#record(repos, 'partnership.created', { actorId, partnershipId: partnership.id });
      return partnership;
    });
  }

  /** Adds a person. Throws `input.invalid` with the fields at fault; a taken email is one. */
  async addPerson(given: NewPerson): Promise<{ id: string }> {
    const taken = (await this.#context.repos.people.byEmail(normaliseEmail(given.email))) !== null;
    refuseFaults({
      name: nameFault(given.name),
      email: emailFault(given.email) ?? (taken ? 'emailTaken' : null),
      password: passwordFault(given.password, { ...given, common: commonPasswords }),
    });
    return this.#createPerson({ ...given, passwordHash: await hashPassword(given.password) });
  }

  /** Adds a person who signs in elsewhere and has no password. Nobody may have their address yet. */
  async addIdentified(identity: Identity & { email: string }, organisationId: string): Promise<{ id: string }> {
    const { name, email } = identity;
    refuseFaults({ name: nameFault(name) });
    const person = await this.#createPerson({ name, email, organisationId, operator: false, passwordHash: '' });
    await this.link(this.#context.repos, identity, person.id);
    return person;
  }

  /** An identity opens a person's account from now on. */
  async link(repos: Repos, identity: Identity, personId: string): Promise<void> {
    const { surroundings } = this.#context;
    await repos.identities.link(identity, { personId, at: surroundings.now() });
    await this.#record(repos, 'identity.linked', { actorId: personId, details: { issuer: identity.issuer } });
  }

  /** Makes someone a member, or gives a member another role. The last convener stays one. */
  async setRole({ slug, email, role }: { slug: string; email: string; role: Role }): Promise<void> {
    const { db, events } = this.#context;
    const changed = await inTransaction(db, async (repos) => {
      const partnership = await repos.partnerships.bySlug(slug);
      const person = await repos.people.byEmail(normaliseEmail(email));
      if (!partnership || !person) throw new DomainError('notFound');
      await refuseLastConvener(repos, { partnershipId: partnership.id, personId: person.id, role });
      const at = this.#context.surroundings.now();
      await repos.partnerships.addOrganisation(partnership.id, person.organisationId, at);
      await repos.memberships.set({ partnershipId: partnership.id, personId: person.id, role }, at);
      await this.#record(repos, 'membership.changed', {
        partnershipId: partnership.id,
        details: { person: person.id, role },
      });
      return { personId: person.id, partnershipId: partnership.id };
    });
    events.emit('membership.changed', changed);
  }

  /** Says what a member's job is, and what they are for their organisation; what is left out stays. */
  async stand(given: { slug: string; personId: string; jobTitle?: string; partnershipRole?: PartnershipRole }) {
    const { slug, personId, jobTitle, partnershipRole } = given;
    const { id: partnershipId } = await this.mustExist(slug);
    await inTransaction(this.#context.db, async (repos) => {
      if (jobTitle !== undefined) await repos.people.setJobTitle(personId, jobTitle);
      if (partnershipRole) await repos.memberships.setPartnershipRole(partnershipId, personId, partnershipRole);
    });
  }

  /** Takes someone out of a partnership. They lose access at once; what they wrote stays. */
  async removeMember({ slug, email }: { slug: string; email: string }): Promise<void> {
    const { db, events } = this.#context;
    const changed = await inTransaction(db, async (repos) => {
      const partnership = await repos.partnerships.bySlug(slug);
      const person = await repos.people.byEmail(normaliseEmail(email));
      if (!partnership || !person) throw new DomainError('notFound');
      await refuseLastConvener(repos, { partnershipId: partnership.id, personId: person.id, role: null });
      await repos.memberships.remove(partnership.id, person.id);
      await this.#record(repos, 'membership.removed', {
        partnershipId: partnership.id,
        details: { person: person.id },
      });
      return { personId: person.id, partnershipId: partnership.id };
    });
    events.emit('membership.changed', changed);
  }

  /** The partnership of this short name, or null. */
  find(slug: string): Promise<Partnership | null> {
    return this.#context.repos.partnerships.bySlug(slug);
  }

  /** The same; `notFound` when there is none. */
  async mustExist(slug: string): Promise<Partnership> {
    const partnership = await this.find(slug);
    if (!partnership) throw new DomainError('notFound');
    return partnership;
  }

  organisationNamed(name: string): Promise<Organisation | null> {
    return this.#context.repos.organisations.byName(oneLine(name));
  }

  personWith(email: string): Promise<{ id: string } | null> {
    return this.#context.repos.people.byEmail(normaliseEmail(email));
  }

  /** Makes an organisation a member of a partnership. */
  async joinOrganisation(slug: string, organisationId: string): Promise<void> {
    const { repos, surroundings } = this.#context;
    const { id } = await this.mustExist(slug);
    await repos.partnerships.addOrganisation(id, organisationId, surroundings.now());
  }

  /** Writes into the audit trail that a back-up was made or restored. */
  async note(event: 'backup.made' | 'backup.restored'): Promise<void> {
    await this.#record(this.#context.repos, event, {});
  }

  async #createPerson(given: Omit<NewPerson, 'password'> & { passwordHash: string }): Promise<{ id: string }> {
    const { repos, surroundings } = this.#context;
    const id = surroundings.newId();
    const { organisationId, operator, passwordHash } = given;
    const called = { name: oneLine(given.name), email: normaliseEmail(given.email) };
    await repos.people.create({ id, ...called, organisationId, operator, passwordHash, at: surroundings.now() });
    await this.#record(repos, 'person.added', { actorId: id });
    return { id };
  }

  async #createOrganisation(
    repos: Repos,
    { name, kind, footprint = [] }: { name: string; kind: OrganisationKind; footprint?: readonly string[] },
  ): Promise<Organisation> {
    const organisation = { id: this.#context.surroundings.newId(), name, kind, footprint };
    await repos.organisations.create(organisation, this.#context.surroundings.now());
    await this.#record(repos, 'organisation.added', {});
    return organisation;
  }

  async #record(
    repos: Repos,
    event: AuditEvent,
    { actorId = null, ...entry }: Partial<Pick<AuditEntry, 'actorId' | 'partnershipId' | 'details'>>,
  ): Promise<void> {
    await writeAudit(repos, this.#context.surroundings, { event, actorId, ...entry });
  }
}
