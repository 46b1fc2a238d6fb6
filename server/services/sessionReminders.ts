import { reminderNow } from '../../src/lib/domain/sessions/days.ts';
import type { Reminder } from '../../src/lib/domain/sessions/days.ts';
import type { Running } from '../../src/lib/domain/sessions/progress.ts';
import { deadlineOf } from '../../src/lib/domain/sessions/progress.ts';
import type { Session } from '../../src/lib/domain/sessions/session.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { ServiceContext } from './context.ts';
import type { MailChoiceService } from './mailChoices.ts';
import type { MailService } from './mail.ts';
import { sheetsIn } from './privateSheets.ts';
import { readersOf } from './reviewers.ts';
import { momentWords } from './sessionLetters.ts';

/**
 * Reminds members who were invited to a session over days and have not taken part in the step that is open: when it opens,
 * and a day before its deadline. Guests are not written to: no address of theirs is kept for it.
 */
export class SessionReminders {
  #context: ServiceContext;
  #mail: MailService;
  #choices: MailChoiceService;

  constructor(context: ServiceContext, { mail, choices }: { mail: MailService; choices: MailChoiceService }) {
    this.#context = context;
    this.#mail = mail;
    this.#choices = choices;
  }

  /** Reminds whoever is to be reminded by then, each once: that they were is kept with the mail, or neither is. */
  async remind({ session, board, now }: { session: Session; board: BoardRecord; now: Instant }): Promise<void> {
    const { progress } = session;
    const about = reminderNow(progress, now);
    if (about === null || progress.is !== 'running' || !this.#mail.hasServer) return;
    const to = await this.#waitedFor(session, { board, about, progress });
    if (to.length === 0) return;
    const { db, repos } = this.#context;
    const partnership = await repos.partnerships.byId(board.partnershipId);
    if (!partnership) return;
    const of = { session: session.id, step: progress.current.step };
    const holds = {
      ...{ partnership: partnership.name, session: session.title, until: momentWords(deadlineOf(progress.current)) },
      step: session.agenda.find(({ id }) => id === of.step)?.title ?? '',
      link: `${this.#context.publicUrl}/partnerships/${partnership.slug}/boards/${board.id}`,
    };
    const kind = about === 'opened' ? 'stepOpen' : 'stepCloses';
    for (const personId of to) {
      await inTransaction(db, async (within) => {
        if (!(await within.overDays.noteReminded(of, { personId, about, at: now }))) return;
        await this.#choices.tell(within, { personId, choice: 'reminders', kind, holds });
      });
    }
    this.#choices.wake();
  }

  /** Those who were invited, may read the board still, have done nothing in the step yet, and were not reminded. */
  async #waitedFor(
    session: Session,
    { board, about, progress }: { board: BoardRecord; about: Reminder; progress: Running },
  ): Promise<string[]> {
    const { repos } = this.#context;
    const { step, began } = progress.current;
    const readers = new Set(readersOf(board, await repos.memberships.members(board.partnershipId)).map(({ id }) => id));
    const reminded = await repos.overDays.reminded({ session: session.id, step }, about);
    // Whoever was invited after it opened knows that from the invitation.
    const invited = (await repos.sessionInvitations.ofSession(session.id)).filter(
      ({ personId, at }) => readers.has(personId) && !reminded.has(personId) && (about === 'closing' || at < began),
    );
    if (invited.length === 0) return [];
    const took = await this.#tookPart(session, step);
    return invited.flatMap(({ personId }) => (took.has(personId) ? [] : [personId]));
  }

  /**
   * Who wrote or voted where the step asks for that; else, and where nothing tells any more who did, who was on the board.
   * Nobody is told: it decides only whether somebody hears from us themselves.
   */
  async #tookPart({ id, agenda }: Session, step: string): Promise<ReadonlySet<string>> {
    const { repos } = this.#context;
    const rules = agenda.find((one) => one.id === step)?.rules;
    const rounds = (await repos.privateRounds.ofSession(id)).filter((one) => one.stepId === step);
    const ballots = (await repos.ballots.ofSession(id)).filter((one) => one.step === step);
    const isKnown =
      (rules?.writing === 'private' || ballots.length > 0) &&
      rounds.every(({ state }) => state === 'writing') &&
      ballots.every(({ state }) => state !== 'revealed');
    if (!isKnown) return new Set(await repos.overDays.visitors({ session: id, step }));
    const sheets = await Promise.all(rounds.map((round) => sheetsIn(this.#context, round.id)));
    const votes = await Promise.all(ballots.map((ballot) => repos.votes.of(ballot.id)));
    return new Set([
      ...sheets.flat().flatMap(({ actorId, cards }) => (cards.length > 0 ? [actorId] : [])),
      ...votes.flat().map(({ voter }) => voter),
    ]);
  }
}
