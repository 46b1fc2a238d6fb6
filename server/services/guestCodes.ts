import type { Actor } from '../../src/lib/domain/access/actor.ts';
import {
  holds,
  MAX_JOIN_CODE_HOURS,
  mayGuess,
  minuteOf,
  readTypedCode,
  RETURN_CODE_MINUTES,
  RETURN_LENGTH,
  RETURN_LETTERS,
} from '../../src/lib/domain/guests/typedCode.ts';
import type { TypedCode } from '../../src/lib/domain/guests/typedCode.ts';
import { DomainError, isDomainError } from '../../src/lib/domain/shared/errors.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import { addMinutes } from '../../src/lib/domain/shared/surroundings.ts';
import { hashSecret, newCode } from '../auth/secrets.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { boardFor, signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import { knownBrowser } from './guestBrowsers.ts';
import { guestPath, openLink } from './guestLinks.ts';

/** Where a typed code leads: to a link's page, or back to a board as the guest one was, with what the browser is known by. */
export type CodeAnswer =
  { is: 'join'; path: string } | { is: 'return'; slug: string; boardId: string; secret: string; expiresAt: Instant };

/** Draws of a code until one is free: of a million, a few are taken. */
const MOST_DRAWS = 20;

/** Codes that are typed: six digits from a screen, and eight letters and digits that bring a guest back. */
export class GuestCodeService {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /**
   * Makes six digits for a link and opens it to newcomers for as long as they hold. Throws `notAllowed` for a link with
   * a password: the code would lead past it.
   */
  async make(actor: Actor, slug: string, asked: { board: string; link: string; hours: number }): Promise<void> {
    const { db, repos, surroundings } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: asked.board, action: 'session.run' });
    const isLong = Number.isInteger(asked.hours) && asked.hours >= 1 && asked.hours <= MAX_JOIN_CODE_HOURS;
    refuseFaults({ hours: isLong ? null : 'outOfRange' });
    const now = surroundings.now();
    await inTransaction(db, async (within) => {
      const link = await within.guestLinks.byId(asked.link);
      if (link?.boardId !== board.id) throw new DomainError('notFound');
      if (link.hasPassword) throw new DomainError('notAllowed');
      const [endsAt = now] = [addMinutes(now, asked.hours * 60), link.endsAt].sort();
      if (endsAt <= now || !(await within.guestLinks.setDoor(link.id, 'open', endsAt)))
        throw new DomainError('guestLink.over');
      await within.guestCodes.forgetOld(now);
      await draw(within, link.id, endsAt);
      const details = { board: board.id, guestLink: link.id, until: endsAt };
      const entry = { actorId: signedIn(actor).id, partnershipId: board.partnershipId, details };
      await writeAudit(within, surroundings, { event: 'guestLink.codeMade', ...entry });
    });
  }

  /** Ends a code before its time; its link is closed to newcomers then. */
  async end(actor: Actor, slug: string, asked: { board: string; link: string }): Promise<void> {
    const { db, repos, surroundings } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: asked.board, action: 'board.guests' });
    await inTransaction(db, async (within) => {
      const link = await within.guestLinks.byId(asked.link);
      if (link?.boardId !== board.id || !(await within.guestCodes.endJoinCode(link.id)))
        throw new DomainError('notFound');
      await within.guestLinks.setDoor(link.id, 'closedToNewcomers');
      const details = { board: board.id, guestLink: link.id };
      const entry = { actorId: signedIn(actor).id, partnershipId: board.partnershipId, details };
      await writeAudit(within, surroundings, { event: 'guestLink.codeEnded', ...entry });
    });
  }

  /**
   * A code with which another browser is the guest, too. For the guest of the board alone. Throws `notAllowed` where their
   * device's lock has to be used first: the other browser has a lock of its own.
   */
  async forReturn(actor: Actor, board: string): Promise<{ code: string; endsAt: Instant }> {
    if (actor.kind !== 'guest' || actor.boards[board] === undefined) throw new DomainError('notFound');
    if (actor.lock === 'use') throw new DomainError('notAllowed');
    const code = newCode(RETURN_LETTERS, RETURN_LENGTH);
    const endsAt = addMinutes(this.#context.surroundings.now(), RETURN_CODE_MINUTES);
    await inTransaction(this.#context.db, (within) =>
      within.guestCodes.addReturnCode(actor.id, { codeHash: hashSecret(code), endsAt }),
    );
    return { code, endsAt };
  }

  /**
   * What somebody typed. One that is unknown, over, used or dead is the same answer, after the same look-ups:
   * `input.invalid`. Throws `code.busy` while too many wrong ones are being typed, whoever types them.
   */
  async enter(typed: string, identity: string | null): Promise<CodeAnswer> {
    refuseFaults({ joinCode: typed.trim() === '' ? 'missing' : null });
    const code = readTypedCode(typed);
    if (!code) throw new DomainError('input.invalid', { joinCode: 'codeWrong' });
    const answer = await inTransaction(this.#context.db, (within) => this.#look(within, code, identity));
    if (answer === 'busy') throw new DomainError('code.busy');
    if (answer === null) throw new DomainError('input.invalid', { joinCode: 'codeWrong' });
    return answer;
  }

  /** Forgets codes whose time is up. Called now and then. */
  forgetOld(): Promise<void> {
    return this.#context.repos.guestCodes.forgetOld(this.#context.surroundings.now());
  }

  /** Counted and compared in one transaction: of many who guess at once, none is looked at past the limit. */
  async #look(repos: Repos, code: TypedCode, identity: string | null): Promise<CodeAnswer | 'busy' | null> {
    const now = this.#context.surroundings.now();
    const bucket = `wrong codes/${code.is}/${minuteOf(now)}`;
    const failures = (await repos.throttles.read(bucket))?.failures ?? 0;
    if (!mayGuess(failures)) return 'busy';
    const answer =
      code.is === 'join' ? await this.#linkOf(repos, code.code) : await this.#back(repos, code.code, identity);
    if (answer) return answer;
    await repos.throttles.write(bucket, { failures: failures + 1, lastFailureAt: now });
    if (code.is === 'join') await repos.guestCodes.countWrong(now);
    return null;
  }

  async #linkOf(repos: Repos, code: string): Promise<CodeAnswer | null> {
    const found = await repos.guestCodes.byCode(code);
    // Of an unknown code, too, a link is looked for, so that it takes as long as one that is over.
    const sealed = await repos.guestLinks.sealed(found?.linkId ?? 'none');
    if (!found || !sealed || !holds(found, this.#context.surroundings.now())) return null;
    try {
      return { is: 'join', path: guestPath(await openLink(this.#context.secrets, { id: found.linkId, sealed })) };
    } catch (cause) {
      // After a restored back-up without its key nobody can be led to the link.
      if (isDomainError(cause) && cause.code === 'takenOff.unreadable') return null;
      throw cause;
    }
  }

  async #back(repos: Repos, code: string, identity: string | null): Promise<CodeAnswer | null> {
    const { surroundings } = this.#context;
    const now = surroundings.now();
    const guestId = await repos.guestCodes.useReturnCode(hashSecret(code), now);
    const guest = guestId === null ? null : await repos.guests.byId(guestId);
    const board = guest && (await repos.boards.byId(guest.boardId));
    const partnership = board && (await repos.partnerships.byId(board.partnershipId));
    if (!partnership || guest.removedAt !== null || guest.personId !== null) return null;
    const { secret, identityId } = await knownBrowser(repos, surroundings, identity);
    if (identityId !== guest.identityId) await repos.guests.addBrowser(guest.id, identityId);
    const entry = { actorId: guest.id, partnershipId: partnership.id, details: { board: board.id } };
    await writeAudit(repos, surroundings, { event: 'guest.returned', ...entry });
    const ends = (await repos.guests.present(identityId, now)).map(({ endsAt }) => endsAt).sort();
    const address = { slug: partnership.slug, boardId: board.id };
    return { is: 'return', ...address, secret, expiresAt: ends.at(-1) ?? guest.endsAt };
  }
}

async function draw(repos: Repos, linkId: string, endsAt: Instant): Promise<void> {
  for (let drawn = 0; drawn < MOST_DRAWS; drawn += 1) {
    const code = newCode('0123456789', 6);
    if (await repos.guestCodes.addJoinCode(linkId, { code, endsAt, wrong: 0 })) return;
  }
  throw new DomainError('code.busy');
}
