import { readFileSync } from 'node:fs';
import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type {
  Listed,
  OrganisationEntry,
  Overview,
  PartnershipEntry,
  PersonDetails,
  PersonEntry,
} from '../../src/lib/domain/instance/instance.ts';
import { MOST_LISTED } from '../../src/lib/domain/instance/instance.ts';
import type { MailTrace } from '../../src/lib/domain/mail/outbox.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { newPassword } from '../auth/passwords.ts';
import { writeLetter } from '../mail/letters.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import { storageUsed } from '../storage/storageUsed.ts';
import type { AccountService } from './accounts.ts';
import { writeAudit } from './auditWriter.ts';
import { operatorOf } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import type { MailService } from './mail.ts';
import type { RegisterService } from './register.ts';

interface Parts {
  accounts: AccountService;
  mail: MailService;
  register: RegisterService;
  /** The folder whose size is told. */
  dataDir: string;
}

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/**
 * Running the instance: accounts, storage, mails. For operators alone; for everyone else each of these is `notFound`,
 * as if there were no such thing. What a partnership is about, its boards above all, stays the partnership's.
 */
export class InstanceService {
  #context: ServiceContext;
  #parts: Parts;

  constructor(context: ServiceContext, parts: Parts) {
    this.#context = context;
    this.#parts = parts;
  }

  async overview(actor: Actor): Promise<Overview> {
    operatorOf(actor);
    const { instance, mails } = this.#context.repos;
    return {
      counts: await instance.counts(),
      storage: await storageUsed(this.#parts.dataDir),
      versions: {
        throughline: version,
        node: process.versions.node,
        sqlite: await instance.sqliteVersion(),
      },
      hasMailServer: this.#parts.mail.hasServer,
      failedMails: await mails.countFailed(),
    };
  }

  async organisations(actor: Actor): Promise<OrganisationEntry[]> {
    operatorOf(actor);
    return this.#parts.register.organisations();
  }

  /** Those whose name or email holds the words; everyone where there are none. */
  async people(actor: Actor, words: string): Promise<Listed<PersonEntry>> {
    operatorOf(actor);
    return this.#parts.register.people(words);
  }

  async person(actor: Actor, id: string): Promise<PersonDetails> {
    operatorOf(actor);
    const { instance, signIns } = this.#context.repos;
    const person = await instance.person(id);
    if (!person) throw new DomainError('notFound');
    const now = this.#context.surroundings.now();
    const current = (await signIns.ofPerson(id)).filter(({ expiresAt, endsAt }) => expiresAt > now && endsAt > now);
    return { ...person, signIns: current.length, partnerships: await instance.membershipsOf(id) };
  }

  async partnerships(actor: Actor): Promise<PartnershipEntry[]> {
    operatorOf(actor);
    return this.#parts.register.partnerships();
  }

  async partnership(actor: Actor, slug: string): Promise<PartnershipEntry> {
    const found = (await this.partnerships(actor)).find((one) => one.slug === slug);
    if (!found) throw new DomainError('notFound');
    return found;
  }

  /** Mails that belong to no partnership, and those of all that were given up, the latest first. */
  async mails(actor: Actor): Promise<MailTrace[]> {
    operatorOf(actor);
    return this.#context.repos.mails.traces(MOST_LISTED);
  }

  /** Sends the operator a mail, to see whether mails go out. `notFound` where there is no mail server. */
  async sendTest(actor: Actor): Promise<{ to: string }> {
    const { id, name } = operatorOf(actor);
    const { db, publicUrl, surroundings } = this.#context;
    const { mail } = this.#parts;
    if (!mail.hasServer) throw new DomainError('notFound');
    const to = await inTransaction(db, async (repos) => {
      const me = await repos.people.byId(id);
      if (!me) throw new DomainError('signIn.needed');
      const letter = writeLetter('test', { by: name, link: publicUrl });
      await mail.post(repos, { kind: 'test', to: me.email, partnershipId: null, letter });
      await writeAudit(repos, surroundings, { event: 'mail.tested', actorId: id });
      return me.email;
    });
    mail.wake();
    return { to };
  }

  /** Lets somebody in no more, and ends their sign-ins at once. Throws `instance.lastOperator`. */
  async disable(actor: Actor, personId: string): Promise<void> {
    await this.#parts.register.disable({ personId, by: operatorOf(actor).id });
  }

  async enable(actor: Actor, personId: string): Promise<void> {
    await this.#parts.register.enable({ personId, by: operatorOf(actor).id });
  }

  async addOperator(actor: Actor, personId: string): Promise<void> {
    await this.#parts.register.addOperator({ personId, by: operatorOf(actor).id });
  }

  /** Throws `instance.lastOperator` when nobody would run the instance. */
  async removeOperator(actor: Actor, personId: string): Promise<void> {
    await this.#parts.register.removeOperator({ personId, by: operatorOf(actor).id });
  }

  /** Signs somebody out everywhere. */
  async endSignIns(actor: Actor, personId: string): Promise<void> {
    const { id: by } = operatorOf(actor);
    await this.#parts.accounts.endAllOf(await this.#emailOf(personId), by);
  }

  /** Gives somebody a password nobody can guess, which is told here once, and signs them out everywhere. */
  async giveNewPassword(actor: Actor, personId: string): Promise<string> {
    const { id: by } = operatorOf(actor);
    const password = newPassword();
    await this.#parts.accounts.setPassword(await this.#emailOf(personId), password, by);
    return password;
  }

  async #emailOf(personId: string): Promise<string> {
    const person = await this.#context.repos.people.byId(personId);
    if (!person) throw new DomainError('notFound');
    return person.email;
  }
}
