import type { OrganisationKind } from '../../src/lib/domain/organisations/organisation.ts';
import { isOrganisationKind } from '../../src/lib/domain/organisations/organisation.ts';
import { emailFault, nameFault, normaliseEmail, passwordFault } from '../../src/lib/domain/accounts/rules.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { commonPasswords } from '../auth/commonPasswords.ts';
import { hashSecret, newSecret } from '../auth/secrets.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import type { PeopleService } from './people.ts';
import { MAX_ORGANISATION_NAME } from './people.ts';

export interface SetupRequest {
  organisationName: string;
  organisationKind: OrganisationKind;
  personName: string;
  email: string;
  password: string;
  partnershipName: string;
}

/** The first run: one link, printed once, makes the first organisation, person and partnership. */
export class SetupService {
  #context: ServiceContext;
  #people: PeopleService;
  #running: Promise<unknown> = Promise.resolve();

  constructor(context: ServiceContext, people: PeopleService) {
    this.#context = context;
    this.#people = people;
  }

  /** Whether nobody runs this instance yet. A loaded sample does not count: its people are invented. */
  async needed(): Promise<boolean> {
    return !(await this.#context.repos.people.anyOperator());
  }

  /** A fresh token for the set-up page; earlier ones stop working. Null when set-up is done. */
  async newToken(): Promise<string | null> {
    if (!(await this.needed())) return null;
    const token = newSecret();
    await this.#context.repos.setup.replaceToken(hashSecret(token), this.#context.surroundings.now());
    return token;
  }

  /** Throws `setup.done` or `setup.wrongLink` when the token may not be used. */
  async check(token: string): Promise<void> {
    if (!(await this.needed())) throw new DomainError('setup.done');
    const good = token !== '' && (await this.#context.repos.setup.hasToken(hashSecret(token)));
    if (!good) throw new DomainError('setup.wrongLink');
  }

  /** Sets the instance up. Of two presses at once, the second is told that it is done. */
  complete(token: string, request: SetupRequest): Promise<{ personId: string; slug: string }> {
    const done = this.#running.then(() => this.#complete(token, request));
    this.#running = done.catch(() => null);
    return done;
  }

  async #complete(token: string, request: SetupRequest): Promise<{ personId: string; slug: string }> {
    await this.check(token);
    const { db, repos, surroundings } = this.#context;
    const { now, newId } = surroundings;
    const { personName: name, email, password } = request;
    const taken = (await repos.people.byEmail(normaliseEmail(email))) !== null;
    refuseFaults({
      organisationName: nameFault(request.organisationName, MAX_ORGANISATION_NAME),
      organisationKind: isOrganisationKind(request.organisationKind) ? null : 'unknownChoice',
      personName: nameFault(name),
      email: emailFault(email) ?? (taken ? 'emailTaken' : null),
      password: passwordFault(password, { email, name, common: commonPasswords }),
      partnershipName: nameFault(request.partnershipName, MAX_ORGANISATION_NAME),
    });
    return inTransaction(db, async (inside, transaction) => {
      const people = this.#people.within(transaction, inside);
      const organisation = await people.addOrganisation({
        name: request.organisationName,
        kind: request.organisationKind,
      });
      const { slug } = await people.createPartnership({ name: request.partnershipName });
      const { id } = await people.addPerson({
        name,
        email,
        password,
        organisationId: organisation.id,
        operator: true,
      });
      await people.setRole({ slug, email, role: 'convener' });
      await inside.setup.clear();
      await inside.audit.append({ id: newId(), at: now(), event: 'instance.setUp', actorId: id });
      return { personId: id, slug };
    });
  }
}
