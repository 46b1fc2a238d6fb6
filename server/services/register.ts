import type {
  Listed,
  OrganisationEntry,
  PartnershipEntry,
  PersonEntry,
} from '../../src/lib/domain/instance/instance.ts';
import { MOST_LISTED } from '../../src/lib/domain/instance/instance.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import type { ServiceContext } from './context.ts';
import { endVisits } from './operatorVisits.ts';

/** Which account, and who does something with it: a person's id, or null for a command. */
export interface AccountTask {
  personId: string;
  by: string | null;
}

/**
 * Everyone and everything on the instance, and who may come in at all. Nothing here asks for an actor: it is what the
 * operator's commands do, and what `InstanceService` does once it has asked.
 */
export class RegisterService {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  organisations(): Promise<OrganisationEntry[]> {
    return this.#context.repos.instance.organisations();
  }

  /** Those whose name or email holds the words; everyone where there are none. */
  people(words: string, limit = MOST_LISTED): Promise<Listed<PersonEntry>> {
    return this.#context.repos.instance.people({ words: words.trim(), limit });
  }

  partnerships(): Promise<PartnershipEntry[]> {
    return this.#context.repos.instance.partnerships();
  }

  /** Lets somebody in no more, and ends their sign-ins at once. Throws `instance.lastOperator`. */
  async disable({ personId, by }: AccountTask): Promise<void> {
    const { db, events, surroundings } = this.#context;
    const ended = await inTransaction(db, async (repos) => {
      const person = await mustExist(repos, personId);
      if (person.disabledAt !== null) return [];
      await refuseLastOperator(repos, personId);
      await repos.people.setDisabled(personId, surroundings.now());
      const ids = (await repos.signIns.ofPerson(personId)).map(({ id }) => id);
      await repos.signIns.remove(ids);
      await repos.halfSignIns.endOfPerson(personId);
      await repos.knownDevices.removeOfPerson(personId);
      await endVisits(repos, this.#context, { personId, by });
      await writeAudit(repos, surroundings, { event: 'person.disabled', actorId: by, details: { person: personId } });
      return ids;
    });
    if (ended.length > 0) events.emit('signIn.ended', { signInIds: ended });
  }

  /** Lets them in again, with the password they had. */
  async enable({ personId, by }: AccountTask): Promise<void> {
    const { db, surroundings } = this.#context;
    await inTransaction(db, async (repos) => {
      const person = await mustExist(repos, personId);
      if (person.disabledAt === null) return;
      await repos.people.setDisabled(personId, null);
      await writeAudit(repos, surroundings, { event: 'person.enabled', actorId: by, details: { person: personId } });
    });
  }

  /** Has them run the instance, too. */
  async addOperator({ personId, by }: AccountTask): Promise<void> {
    const { db, surroundings } = this.#context;
    await inTransaction(db, async (repos) => {
      const person = await mustExist(repos, personId);
      if (person.operator) return;
      await repos.people.setOperator(personId, true);
      await writeAudit(repos, surroundings, { event: 'operator.added', actorId: by, details: { person: personId } });
    });
  }

  /** Takes that from them. Throws `instance.lastOperator`. */
  async removeOperator({ personId, by }: AccountTask): Promise<void> {
    const { db, events, surroundings } = this.#context;
    const left = await inTransaction(db, async (repos) => {
      const person = await mustExist(repos, personId);
      if (!person.operator) return [];
      await refuseLastOperator(repos, personId);
      await repos.people.setOperator(personId, false);
      await writeAudit(repos, surroundings, { event: 'operator.removed', actorId: by, details: { person: personId } });
      return endVisits(repos, this.#context, { personId, by });
    });
    for (const partnershipId of left) events.emit('membership.changed', { personId, partnershipId });
  }
}

/** Somebody who can come in always runs the instance. */
async function refuseLastOperator(repos: Repos, personId: string): Promise<void> {
  const operators = await repos.people.operators();
  if (operators.length === 1 && operators[0] === personId) throw new DomainError('instance.lastOperator');
}

async function mustExist(repos: Repos, personId: string) {
  const person = await repos.people.byId(personId);
  if (!person) throw new DomainError('notFound');
  return person;
}
