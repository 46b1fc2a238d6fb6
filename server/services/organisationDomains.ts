import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { readDomains } from '../../src/lib/domain/accounts/identity.ts';
import type { Organisation } from '../../src/lib/domain/organisations/organisation.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import { writeAudit } from './auditWriter.ts';
import { operatorOf } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';

/**
 * Which organisation somebody works for who signs in with an address of a domain. Operators say so, since whoever may
 * decide it decides who gets an account.
 */
export class OrganisationDomainService {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  async read(actor: Actor, organisationId: string): Promise<{ organisation: Organisation; domains: string[] }> {
    operatorOf(actor);
    const { organisations, organisationDomains } = this.#context.repos;
    const organisation = await organisations.byId(organisationId);
    if (!organisation) throw new DomainError('notFound');
    return { organisation, domains: await organisationDomains.of(organisationId) };
  }

  /** Takes the place of those before. Throws `input.invalid` for what is no domain, everybody's, or another's. */
  async set(
    actor: Actor,
    { organisation: id, domains: text }: { organisation: string; domains: string },
  ): Promise<void> {
    const { db, surroundings } = this.#context;
    const { id: actorId } = operatorOf(actor);
    const { organisation } = await this.read(actor, id);
    const { domains, fault } = readDomains(text);
    await inTransaction(db, async (repos) => {
      const taken = fault === null && (await repos.organisationDomains.taken(domains, organisation.id)).length > 0;
      refuseFaults({ domains: taken ? 'domainTaken' : fault });
      await repos.organisationDomains.set(organisation.id, domains);
      const details = { organisation: organisation.id, count: domains.length };
      await writeAudit(repos, surroundings, { event: 'organisation.domainsSet', actorId, details });
    });
  }
}
