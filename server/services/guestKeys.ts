import type { LockNeeded } from '../../src/lib/domain/access/actor.ts';
import { lockUsedBefore } from '../../src/lib/domain/guests/deviceLock.ts';
import type { Guest } from '../../src/lib/domain/guests/guest.ts';
import { rightOf } from '../../src/lib/domain/guests/guest.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import { addMinutes } from '../../src/lib/domain/shared/surroundings.ts';
import type { GuestLocks } from '../auth/guestLocks.ts';
import { hashSecret } from '../auth/secrets.ts';
import type { AddOptions, UseOptions } from '../auth/webAuthn.ts';
import { WebAuthn } from '../auth/webAuthn.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { GuestThere } from '../storage/repos/guestKeyRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import type { ServiceContext } from './context.ts';

/** How long somebody may take to find the right finger. */
const CHALLENGE_MINUTES = 5;

/** What a guest is shown who is asked for the lock of their device. */
export interface GuestKeyPage {
  boardId: string;
  /** Short name of the board's partnership, for its address. */
  slug: string;
  title: string;
  isYoung: boolean;
  /** Null where nothing stands between them and what their link lets them do. */
  needed: LockNeeded | null;
}

/** What the browser is told to do. */
export type KeyAsked = { is: 'make'; options: AddOptions } | { is: 'use'; options: UseOptions };

/** A guest who is on the board, by the browser they came with. */
interface Here {
  guest: Guest;
  identityId: string;
  page: GuestKeyPage;
  partnershipId: string;
}

/**
 * The lock of a guest's device, a passkey that stays on it: made once for each browser, then used. There is no second one
 * for the same browser, since then whoever copied its cookie could add theirs. `secret` is what the browser is known by.
 */
export class GuestKeyService {
  #context: ServiceContext;
  #locks: GuestLocks;
  #webAuthn: WebAuthn;
  #endedUntil: Instant;

  constructor(context: ServiceContext, locks: GuestLocks) {
    this.#context = context;
    this.#locks = locks;
    this.#webAuthn = new WebAuthn(context.publicUrl);
    this.#endedUntil = context.surroundings.now();
  }

  /** Null for a browser that is no guest of the board now. */
  async page(secret: string | null, boardId: string): Promise<GuestKeyPage | null> {
    return (await this.#find(secret, boardId))?.page ?? null;
  }

  /** What the browser is to do with its lock. Throws `notFound` where it is asked for nothing. */
  async ask(secret: string | null, boardId: string): Promise<KeyAsked> {
    const { repos, surroundings } = this.#context;
    const { guest, identityId } = await this.#asked(secret, boardId);
    const key = await repos.guestKeys.ofBrowser(identityId);
    const asked: KeyAsked = key
      ? { is: 'use', options: await this.#webAuthn.toUseOnDevice(key.id) }
      : { is: 'make', options: await this.#webAuthn.toAddOnDevice({ id: identityId, name: guest.name }) };
    const expiresAt = addMinutes(surroundings.now(), CHALLENGE_MINUTES);
    await repos.guestKeys.ask(identityId, { hash: hashSecret(asked.options.challenge), expiresAt });
    return asked;
  }

  /**
   * Takes what the browser says to what it was asked, and lets its guests in anew everywhere they are. Throws
   * `notFound` where it is asked for nothing, and `passkey.refused`.
   */
  async answer(secret: string | null, boardId: string, response: unknown): Promise<void> {
    const { repos, events } = this.#context;
    const here = await this.#asked(secret, boardId);
    const { identityId } = here;
    if (await repos.guestKeys.ofBrowser(identityId)) await this.#use(identityId, response);
    else await this.#make(here, response);
    for (const guest of await repos.guests.present(identityId, this.#context.surroundings.now())) {
      events.emit('guests.changed', { boardId: guest.boardId, guestIds: [guest.id] });
    }
  }

  /** Sends guests to the door whose lock was last used too long ago, also where a page is still open. Called now and then. */
  async endExpired(): Promise<void> {
    const { repos, surroundings } = this.#context;
    const now = surroundings.now();
    const [from, to] = [lockUsedBefore(this.#endedUntil), lockUsedBefore(now)];
    this.#endedUntil = now;
    sendGuestsToDoor(this.#context, await repos.guestKeys.guestsUsedBetween(from, to));
    await repos.guestKeys.forgetOld(now);
  }

  async #make({ guest, identityId, page, partnershipId }: Here, response: unknown): Promise<void> {
    const { db, surroundings } = this.#context;
    const made = await this.#webAuthn.made(response, (challenge) => this.#take(challenge, identityId));
    if (!made) throw new DomainError('passkey.refused');
    await inTransaction(db, async (within) => {
      const isNew = await within.guestKeys.add(identityId, { ...made, usedAt: surroundings.now() });
      if (!isNew) throw new DomainError('passkey.refused');
      const entry = { actorId: guest.id, partnershipId, details: { board: page.boardId } };
      await writeAudit(within, surroundings, { event: 'guest.keyAdded', ...entry });
    });
  }

  async #use(identityId: string, response: unknown): Promise<void> {
    const { repos, surroundings } = this.#context;
    const passkey = await repos.guestKeys.ofBrowser(identityId);
    const taken = (challenge: string) => this.#take(challenge, identityId);
    const isThis = passkey !== null && idOf(response) === passkey.id;
    const counter = isThis ? await this.#webAuthn.used(response, { passkey, taken }) : null;
    if (counter === null) throw new DomainError('passkey.refused');
    await repos.guestKeys.used(identityId, { counter, usedAt: surroundings.now() });
  }

  #take(challenge: string, identityId: string): Promise<boolean> {
    const { repos, surroundings } = this.#context;
    return repos.guestKeys.take(identityId, { hash: hashSecret(challenge), now: surroundings.now() });
  }

  async #asked(secret: string | null, boardId: string): Promise<Here> {
    const here = await this.#find(secret, boardId);
    if (!here?.page.needed) throw new DomainError('notFound');
    return here;
  }

  async #find(secret: string | null, boardId: string): Promise<Here | null> {
    const { repos, surroundings } = this.#context;
    const now = surroundings.now();
    const identityId = secret && (await repos.guests.identity(hashSecret(secret)));
    if (!identityId) return null;
    const guest = (await repos.guests.present(identityId, now)).find((one) => one.boardId === boardId);
    const board = guest && (await repos.boards.byId(boardId));
    const partnership = board && (await repos.partnerships.byId(board.partnershipId));
    if (!partnership) return null;
    const needed = await this.#locks.needed({ identityId, boardId, right: rightOf(guest, guest) }, now);
    const isYoung = guest.kind === 'young-person';
    const page = { boardId, slug: partnership.slug, title: board.title, isYoung, needed };
    return { guest, identityId, page, partnershipId: partnership.id };
  }
}

/** Has guests judged anew: what is asked of them may be something else now. */
export function sendGuestsToDoor({ events }: Pick<ServiceContext, 'events'>, guests: readonly GuestThere[]): void {
  for (const { id, boardId } of guests) events.emit('guests.changed', { boardId, guestIds: [id] });
}

/** Ids of a board's guests who are asked for their device's lock, and never used one. */
export async function withoutKey(repos: Repos, locks: GuestLocks, boardId: string): Promise<ReadonlySet<string>> {
  if (!(await locks.areAskedOn(boardId))) return new Set();
  const links = await repos.guestLinks.ofBoard(boardId);
  const writing = new Set(links.flatMap(({ id, right }) => (right === 'look' ? [] : [id])));
  const have = await repos.guestKeys.guestsWithKey(boardId);
  const guests = await repos.guests.ofBoard(boardId);
  return new Set(guests.flatMap(({ id, linkId }) => (writing.has(linkId) && !have.has(id) ? [id] : [])));
}

/** The key a browser says it used; empty when it says none. */
function idOf(response: unknown): string {
  const id = typeof response === 'object' && response !== null && 'id' in response ? response.id : '';
  return typeof id === 'string' ? id : '';
}
