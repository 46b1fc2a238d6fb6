import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { MailChoice, MailChoices } from '../../src/lib/domain/accounts/mailChoices.ts';
import { choicesWithout, isMailChoice, MAIL_CHOICES } from '../../src/lib/domain/accounts/mailChoices.ts';
import { DomainError, isDomainError } from '../../src/lib/domain/shared/errors.ts';
import type { CalendarPart } from '../mail/calendarFile.ts';
import type { Letters, OptionalLetter } from '../mail/letters.ts';
import { writeLetter } from '../mail/letters.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Repos } from '../storage/repos.ts';
import { signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import type { MailService } from './mail.ts';

/** News for one person: what it is about, and what stands in the letter. */
export interface News<K extends OptionalLetter> {
  personId: string;
  choice: MailChoice;
  kind: K;
  holds: Omit<Letters[K], 'unsubscribe'>;
  calendar?: CalendarPart;
}

/** Mails that come unless somebody wants them no more, and the saying so: in the account, or by a link in each. */
export class MailChoiceService {
  #context: ServiceContext;
  #mail: MailService;

  constructor(context: ServiceContext, mail: MailService) {
    this.#context = context;
    this.#mail = mail;
  }

  /** What the person wants, as they see it in their account. */
  async choices(actor: Actor): Promise<MailChoices> {
    return choicesWithout(await this.#context.repos.mailChoices.refused(signedIn(actor).id));
  }

  /** Wants these, and none of the others. What is no choice is passed over. */
  async choose(actor: Actor, wanted: readonly string[]): Promise<void> {
    const { id } = signedIn(actor);
    const refused = MAIL_CHOICES.filter((choice) => !wanted.includes(choice));
    await inTransaction(this.#context.db, (repos) => repos.mailChoices.replace(id, refused));
  }

  /**
   * Puts news for somebody into the outbox as part of the caller's transaction, where they want it and there is a mail
   * server. Call `wake` when that is kept.
   */
  async tell<K extends OptionalLetter>(
    repos: Repos,
    { personId, choice, kind, holds, calendar }: News<K>,
  ): Promise<void> {
    if (!this.#mail.hasServer || (await repos.mailChoices.refused(personId)).includes(choice)) return;
    const person = await repos.people.byId(personId);
    if (!person || person.disabledAt !== null) return;
    const unsubscribe = await this.#mail.unsubscribeLink({ personId, choice });
    const letter = writeLetter(kind, { ...holds, unsubscribe } as Letters[K]);
    await this.#mail.post(repos, {
      kind: 'news',
      to: person.email,
      partnershipId: null,
      ...{ letter, calendar },
      news: { personId, choice },
    });
  }

  /** Sends what was put there. */
  wake(): void {
    this.#mail.wake();
  }

  /** What a link in a mail is about, for its page, which changes nothing. `notFound` when it is none of ours. */
  async page(token: string): Promise<{ choice: MailChoice; wanted: boolean }> {
    const { personId, choice } = await this.#read(token);
    return { choice, wanted: !(await this.#context.repos.mailChoices.refused(personId)).includes(choice) };
  }

  /** Wants these mails no more, whoever holds the link, and however often they say so. `notFound` as above. */
  async unsubscribe(token: string): Promise<void> {
    const { personId, choice } = await this.#read(token);
    await this.#context.repos.mailChoices.refuse(personId, choice);
  }

  async #read(token: string): Promise<{ personId: string; choice: MailChoice }> {
    try {
      const { personId, choice } = await this.#mail.readUnsubscribe(token);
      if (isMailChoice(choice) && (await this.#context.repos.people.byId(personId))) return { personId, choice };
    } catch (cause) {
      if (!isDomainError(cause)) throw cause;
    }
    throw new DomainError('notFound');
  }
}
