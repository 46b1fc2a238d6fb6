import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { MailChoice } from '../../src/lib/domain/accounts/mailChoices.ts';
import type { MailKind, MailSummary } from '../../src/lib/domain/mail/outbox.ts';
import { nextTry } from '../../src/lib/domain/mail/outbox.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { addDays } from '../../src/lib/domain/shared/surroundings.ts';
import type { CalendarPart } from '../mail/calendarFile.ts';
import type { Written } from '../mail/letters.ts';
import type { Postman } from '../mail/postman.ts';
import type { MailRecord } from '../storage/repos/mailRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { partnershipFor } from './authorise.ts';
import type { ServiceContext } from './context.ts';

export interface MailToPost {
  kind: MailKind;
  to: string;
  /** Whose conveners see it in their outbox; null when it concerns one account alone. */
  partnershipId: string | null;
  letter: Written;
  calendar?: CalendarPart | undefined;
  /** Whose choice it is to get it; left out of those that always come. */
  news?: MailNews;
}

/** Of which choice a mail is, and whose. */
export interface MailNews {
  personId: string;
  choice: MailChoice;
}

export interface Outbox {
  mails: readonly MailSummary[];
  /** Without a mail server, somebody copies what waits. */
  hasServer: boolean;
}

/** Mails sent, or given up, are kept in the list for this long. */
const KEPT_DAYS = 90;
/** Most mails that are taken out of the outbox in one go, and shown in a list. */
const AT_ONCE = 200;
/** What links that stop mails are sealed with. */
const UNSUBSCRIBING = 'unsubscribe';
/** Longer than an answer takes, and too short for anybody to wait. */
const AFTERWARDS_MS = 500;

/**
 * Mails: put into the outbox with what they tell of, and sent from there. A mail goes out at most once: one that was
 * being sent when the server died is not sent again by itself, since nobody knows whether it went out.
 */
export class MailService {
  #context: ServiceContext;
  #postman: Postman | null;
  #delivering: Promise<void> | null = null;
  #afterwards: NodeJS.Timeout | null = null;

  constructor(context: ServiceContext, postman: Postman | null) {
    this.#context = context;
    this.#postman = postman;
  }

  /** Without a mail server, what is in the outbox waits for somebody to copy it. */
  get hasServer(): boolean {
    return this.#postman !== null;
  }

  /** The address that mails are from; empty where none goes out. */
  get address(): string {
    return this.#postman?.address ?? '';
  }

  /** Puts a mail into the outbox as part of the caller's transaction, and returns its id. Call `wake` when that is kept. */
  async post(repos: Repos, { kind, to, partnershipId, letter, calendar, news }: MailToPost): Promise<string> {
    const { secrets, surroundings } = this.#context;
    const id = surroundings.newId();
    const seal = (words: string) => secrets.seal(Buffer.from(words), aboutMail(id));
    const sealed = {
      sealed: await seal(letter.text),
      calendar: calendar ? await seal(JSON.stringify(calendar)) : null,
    };
    const { subject } = letter;
    await repos.mails.add({
      id,
      kind,
      partnershipId,
      to,
      subject,
      ...sealed,
      at: surroundings.now(),
      news: news ?? null,
    });
    return id;
  }

  /**
   * Posts what tells somebody that something about their account changed. Without a mail server none is made: it is
   * nobody else's to read.
   */
  async tell(repos: Repos, to: string, letter: Written): Promise<void> {
    if (this.hasServer) await this.post(repos, { kind: 'factor', to, partnershipId: null, letter });
  }

  /** Where whoever gets such a mail says that they want it no more; the link holds for good, and says nothing of who they are. */
  async unsubscribeLink({ personId, choice }: MailNews): Promise<string> {
    const { secrets, publicUrl } = this.#context;
    const sealed = await secrets.seal(Buffer.from(`${choice} ${personId}`), UNSUBSCRIBING);
    return `${publicUrl}/unsubscribe/${Buffer.from(sealed, 'base64').toString('base64url')}`;
  }

  /** What such a link is about. Throws `takenOff.unreadable` when we did not make it. */
  async readUnsubscribe(token: string): Promise<{ personId: string; choice: string }> {
    const words = Buffer.from(await this.#context.secrets.open(token, UNSUBSCRIBING)).toString();
    const [choice = '', personId = ''] = words.split(' ');
    return { choice, personId };
  }

  /** Sends soon what is due, and asks nobody to wait for it. */
  wake(): void {
    this.deliver().catch((error: unknown) => this.#context.log.error({ err: error }, 'mails could not be sent'));
  }

  /** As `wake`, but once the answer that the caller gives is out: how long that takes tells nothing of what was posted. */
  wakeAfterwards(): void {
    this.#afterwards ??= setTimeout(() => {
      this.#afterwards = null;
      this.wake();
    }, AFTERWARDS_MS);
  }

  /** Sends what is due. Asked while it is at it, it comes back to what was put there meanwhile. */
  async deliver(): Promise<void> {
    await this.#delivering;
    this.#delivering ??= this.#deliver().finally(() => (this.#delivering = null));
    return this.#delivering;
  }

  /** Nothing is being sent any more. */
  async close(): Promise<void> {
    if (this.#afterwards) clearTimeout(this.#afterwards);
    await this.#delivering?.catch(() => undefined);
    this.#postman?.close();
  }

  /** After a start: what was being sent when the server died is given up. */
  giveUpUnknown(): Promise<void> {
    return this.#context.repos.mails.giveUpUnknown();
  }

  /** Called now and then. */
  forgetOld(): Promise<void> {
    const { repos, surroundings } = this.#context;
    return repos.mails.clearBefore(addDays(surroundings.now(), -KEPT_DAYS));
  }

  /** A partnership's mails, for those who manage its people. */
  async outbox(actor: Actor, slug: string): Promise<Outbox> {
    const { repos } = this.#context;
    const { id } = await partnershipFor(repos, actor, { slug, action: 'people.manage' });
    const mails = await repos.mails.list(id, AT_ONCE);
    return { mails: mails.map(summaryOf), hasServer: this.hasServer };
  }

  /** What a mail says, to be copied, while it is kept. `notFound` when it went out. */
  async read(actor: Actor, slug: string, id: string): Promise<Written & { to: string }> {
    const mail = await this.#mail(actor, slug, id);
    if (mail.sealed === '') throw new DomainError('notFound');
    return { to: mail.to, subject: mail.subject, text: (await this.#open(mail)).text };
  }

  /** Tries one again that was given up. */
  async again(actor: Actor, slug: string, id: string): Promise<void> {
    const mail = await this.#mail(actor, slug, id);
    if (mail.state !== 'failed') throw new DomainError('notFound');
    await this.#context.repos.mails.waits(id, { until: this.#context.surroundings.now(), problem: null });
    this.wake();
  }

  async #mail(actor: Actor, slug: string, id: string): Promise<MailRecord> {
    const { repos } = this.#context;
    const partnership = await partnershipFor(repos, actor, { slug, action: 'people.manage' });
    const mail = await repos.mails.byId(id);
    if (!mail || mail.partnershipId !== partnership.id) throw new DomainError('notFound');
    return mail;
  }

  async #deliver(): Promise<void> {
    const { repos, surroundings } = this.#context;
    if (!this.#postman) return;
    for (const mail of await repos.mails.due(surroundings.now(), AT_ONCE)) {
      if (await repos.mails.claim(mail.id)) await this.#send(this.#postman, mail);
    }
  }

  async #send(postman: Postman, mail: MailRecord): Promise<void> {
    const { repos, surroundings, log } = this.#context;
    const { id, to, subject } = mail;
    if (await this.#isRefused(mail)) return repos.mails.remove(id);
    const opened = await this.#open(mail).catch(() => null);
    if (opened === null) return repos.mails.failed(id, 'unreadable');
    const news = newsOf(mail);
    const unsubscribe = news && (await this.unsubscribeLink(news));
    const posted = await postman.send({ id, to, subject, ...opened, unsubscribe });
    if (posted === 'taken') return repos.mails.sent(id, surroundings.now());
    log.warn({ mail: id, posted }, 'a mail did not go out');
    const until = posted === 'refused' ? null : nextTry(mail.tries + 1, surroundings.now());
    if (until === null) return repos.mails.failed(id, posted);
    return repos.mails.waits(id, { until, problem: posted });
  }

  /** Somebody may have said so while it waited. */
  async #isRefused(mail: MailRecord): Promise<boolean> {
    const news = newsOf(mail);
    return news !== null && (await this.#context.repos.mailChoices.refused(news.personId)).includes(news.choice);
  }

  async #open({ id, sealed, calendar }: MailRecord): Promise<{ text: string; calendar: CalendarPart | null }> {
    const words = async (one: string) => Buffer.from(await this.#context.secrets.open(one, aboutMail(id))).toString();
    const file = calendar === null ? null : (JSON.parse(await words(calendar)) as CalendarPart);
    return { text: await words(sealed), calendar: file };
  }
}

function newsOf({ personId, choice }: MailRecord): MailNews | null {
  return personId !== null && choice !== null ? { personId, choice } : null;
}

function aboutMail(id: string): string {
  return `mail ${id}`;
}

function summaryOf({ id, kind, to, subject, state, problem, madeAt, sentAt }: MailRecord): MailSummary {
  return { id, kind, to, subject, state, problem, madeAt, sentAt };
}
