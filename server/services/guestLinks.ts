import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { Adult, GuestLink, GuestLinkSummary, LinkAsked, LinkDoor } from '../../src/lib/domain/guests/guestLink.ts';
import { linkStateOf, newLink, readLink } from '../../src/lib/domain/guests/guestLink.ts';
import { holds } from '../../src/lib/domain/guests/typedCode.ts';
import type { Joining } from '../../src/lib/domain/sessions/room.ts';
import { DomainError, isDomainError } from '../../src/lib/domain/shared/errors.ts';
import { hashPassword } from '../auth/passwords.ts';
import { qrCode } from '../auth/qrCode.ts';
import { hashSecret, newSecret } from '../auth/secrets.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { Sealing } from '../storage/sealing.ts';
import { writeAudit } from './auditWriter.ts';
import { boardFor, signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import { waitingOn } from './guestLobby.ts';
import { keepersOf } from './reviewers.ts';

/** Most links of one board that are still good for something. */
const MOST_LINKS = 20;

/** Links that bring guests to one board, for those who run it. */
export class GuestLinkService {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** Makes a link. Throws `input.invalid` with the fields at fault. */
  async make(actor: Actor, slug: string, asked: { board: string } & LinkAsked): Promise<{ id: string; path: string }> {
    const { db, repos, secrets, surroundings } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: asked.board, action: 'session.run' });
    const members = await repos.memberships.members(board.partnershipId);
    const sessions = (await repos.sessions.ofBoard(board.id)).filter(({ progress }) => progress.is !== 'ended');
    const { choices, faults } = readLink(asked, {
      adults: keepersOf(board, members).map(({ id }) => id),
      sessions: sessions.map(({ id }) => id),
    });
    refuseFaults(faults);
    const links = await this.#summaries(board);
    if (links.filter(({ state }) => state !== 'closed' && state !== 'ended').length >= MOST_LINKS)
      throw new DomainError('input.invalid', { right: 'tooMany' });
    const hasPassword = asked.password !== '';
    const about = { boardId: board.id, hasPassword, madeBy: signedIn(actor).id };
    const link = newLink({ ...choices, ...about }, surroundings);
    const secret = newSecret();
    const kept = {
      tokenHash: hashSecret(secret),
      sealed: await secrets.seal(Buffer.from(secret), aboutLink(link.id)),
      passwordHash: hasPassword ? await hashPassword(asked.password) : null,
    };
    await inTransaction(db, async (transaction) => {
      await transaction.guestLinks.add(link, kept);
      await transaction.guestLinks.addModerators(link.id, choices.moderators);
      const shared: Record<string, number> = link.sharedBy > 1 ? { sharedBy: link.sharedBy } : {};
      const details = { board: board.id, guestLink: link.id, right: link.right, audience: link.audience, ...shared };
      const entry = { actorId: link.madeBy, partnershipId: board.partnershipId, details };
      await writeAudit(transaction, surroundings, { event: 'guestLink.made', ...entry });
    });
    return { id: link.id, path: guestPath(secret) };
  }

  /** Who may be named on a link for young people. */
  async adults(actor: Actor, slug: string, board: string): Promise<Adult[]> {
    const { repos } = this.#context;
    const found = await boardFor(repos, actor, { slug, id: board, action: 'board.guests' });
    return keepersOf(found.board, await repos.memberships.members(found.board.partnershipId));
  }

  /** A board's links, the latest first. */
  async list(actor: Actor, slug: string, board: string): Promise<GuestLinkSummary[]> {
    const found = await boardFor(this.#context.repos, actor, { slug, id: board, action: 'board.guests' });
    return this.#summaries(found.board);
  }

  /** How people join by a link, for all in a hall to read; null once it lets nobody new in. Whoever calls has judged who asks. */
  async joining(board: BoardRecord, link: string): Promise<Joining | null> {
    const found = (await this.#summaries(board)).find(({ id }) => id === link);
    if (!found?.shown || found.state !== 'open') return null;
    const { address, code: scan } = found.shown;
    return { address, scan, digits: digitsOf(found) };
  }

  /** The links for a session that let somebody new in. Whoever calls has judged who asks. */
  async ofSession(board: BoardRecord, session: string): Promise<{ id: string; digits: string | null }[]> {
    const links = (await this.#summaries(board)).filter(({ state }) => state === 'open');
    return links
      .filter(({ sessionId, shown }) => sessionId === session && shown !== null)
      .map((link) => ({ id: link.id, digits: digitsOf(link) }));
  }

  /** Opens a link, or closes it for newcomers, or for all: then its guests are sent away at once, for good. */
  async setDoor(actor: Actor, slug: string, asked: { board: string; link: string; door: LinkDoor }): Promise<void> {
    const { db, repos, events, surroundings } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: asked.board, action: 'board.guests' });
    const link = await repos.guestLinks.byId(asked.link);
    if (!link || link.boardId !== board.id) throw new DomainError('notFound');
    await inTransaction(db, async (transaction) => {
      if (!(await transaction.guestLinks.setDoor(link.id, asked.door))) throw new DomainError('guestLink.over');
      await transaction.guestCodes.endJoinCode(link.id);
      const details = { board: board.id, guestLink: link.id, door: asked.door };
      const entry = { actorId: signedIn(actor).id, partnershipId: board.partnershipId, details };
      await writeAudit(transaction, surroundings, { event: eventOf(asked.door), ...entry });
    });
    if (asked.door !== 'closed') return;
    const guests = await repos.guests.ofBoard(board.id);
    const guestIds = guests.filter(({ linkId }) => linkId === link.id).map(({ id }) => id);
    events.emit('guests.changed', { boardId: board.id, guestIds });
    // Nobody who came by it waits any more.
    const waiting = await waitingOn(repos, board.id, surroundings.now());
    events.emit('guests.waiting', { boardId: board.id, guests: waiting });
  }

  async #summaries(board: BoardRecord): Promise<GuestLinkSummary[]> {
    const { repos, surroundings } = this.#context;
    const links = await repos.guestLinks.ofBoard(board.id);
    const ids = links.map(({ id }) => id);
    const [counts, codes] = [await repos.guests.counts(ids), await repos.guestCodes.joinCodes(ids)];
    const named = await repos.guestLinks.moderators(ids);
    const adults = keepersOf(board, await repos.memberships.members(board.partnershipId));
    const titles = new Map((await repos.sessions.ofBoard(board.id)).map(({ id, title }) => [id, title]));
    const now = surroundings.now();
    return Promise.all(
      links.map(async ({ sealed, ...link }) => {
        const guests = counts.get(link.id) ?? 0;
        const state = linkStateOf(link, { now, guests });
        const isOver = state === 'closed' || state === 'ended';
        const moderators = adults.filter(({ id }) => named.get(link.id)?.includes(id));
        const code = codes.get(link.id);
        const joinCode = code && code.endsAt > now ? { ...code, holds: holds(code, now) } : null;
        const shown = isOver ? null : await this.#show(link, sealed);
        const session = (link.sessionId && titles.get(link.sessionId)) || null;
        return { ...link, ...{ guests, state, moderators, joinCode, session, shown } };
      }),
    );
  }

  /** Null after a restored back-up without its key: then the link is closed and another made. */
  async #show({ id }: GuestLink, sealed: string): Promise<GuestLinkSummary['shown']> {
    const { secrets, publicUrl } = this.#context;
    try {
      const secret = await openLink(secrets, { id, sealed });
      const address = `${publicUrl}${guestPath(secret)}`;
      return { address, code: qrCode(address) };
    } catch (cause) {
      if (isDomainError(cause) && cause.code === 'takenOff.unreadable') return null;
      throw cause;
    }
  }
}

function digitsOf({ joinCode }: GuestLinkSummary): string | null {
  return joinCode?.holds ? joinCode.code : null;
}

function eventOf(door: LinkDoor): 'guestLink.opened' | 'guestLink.closed' {
  return door === 'open' ? 'guestLink.opened' : 'guestLink.closed';
}

/** What a link is opened by. Throws `takenOff.unreadable` without the key. */
export async function openLink(secrets: Sealing, { id, sealed }: { id: string; sealed: string }): Promise<string> {
  return Buffer.from(await secrets.open(sealed, aboutLink(id))).toString();
}

/** What a link's secret is sealed with. */
function aboutLink(id: string): string {
  return `guestLink/${id}`;
}

/** The path of a link's page. */
export function guestPath(secret: string): string {
  return `/g/${secret}`;
}
