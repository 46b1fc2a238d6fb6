import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { GuestLink, GuestLinkSummary, LinkAsked, LinkDoor } from '../../src/lib/domain/guests/guestLink.ts';
import { linkStateOf, newLink, readLink } from '../../src/lib/domain/guests/guestLink.ts';
import { DomainError, isDomainError } from '../../src/lib/domain/shared/errors.ts';
import { hashPassword } from '../auth/passwords.ts';
import { qrCode } from '../auth/qrCode.ts';
import { hashSecret, newSecret } from '../auth/secrets.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import { writeAudit } from './auditWriter.ts';
import { boardFor, signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';

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
    const { choices, faults } = readLink(asked);
    refuseFaults(faults);
    const links = await this.#summaries(board.id);
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
      const details = { board: board.id, guestLink: link.id, right: link.right, audience: link.audience };
      const entry = { actorId: link.madeBy, partnershipId: board.partnershipId, details };
      await writeAudit(transaction, surroundings, { event: 'guestLink.made', ...entry });
    });
    return { id: link.id, path: guestPath(secret) };
  }

  /** A board's links, the latest first. */
  async list(actor: Actor, slug: string, board: string): Promise<GuestLinkSummary[]> {
    await boardFor(this.#context.repos, actor, { slug, id: board, action: 'board.guests' });
    return this.#summaries(board);
  }

  /** Opens a link, or closes it for newcomers, or for all: then its guests are sent away at once, for good. */
  async setDoor(actor: Actor, slug: string, asked: { board: string; link: string; door: LinkDoor }): Promise<void> {
    const { db, repos, events, surroundings } = this.#context;
    const { board } = await boardFor(repos, actor, { slug, id: asked.board, action: 'board.guests' });
    const link = await repos.guestLinks.byId(asked.link);
    if (!link || link.boardId !== board.id) throw new DomainError('notFound');
    await inTransaction(db, async (transaction) => {
      if (!(await transaction.guestLinks.setDoor(link.id, asked.door))) throw new DomainError('guestLink.over');
      const details = { board: board.id, guestLink: link.id, door: asked.door };
      const entry = { actorId: signedIn(actor).id, partnershipId: board.partnershipId, details };
      await writeAudit(transaction, surroundings, { event: eventOf(asked.door), ...entry });
    });
    if (asked.door !== 'closed') return;
    const guests = await repos.guests.ofBoard(board.id);
    const guestIds = guests.filter(({ linkId }) => linkId === link.id).map(({ id }) => id);
    events.emit('guests.changed', { boardId: board.id, guestIds });
  }

  async #summaries(boardId: string): Promise<GuestLinkSummary[]> {
    const { repos, surroundings } = this.#context;
    const links = await repos.guestLinks.ofBoard(boardId);
    const counts = await repos.guests.counts(links.map(({ id }) => id));
    const now = surroundings.now();
    return Promise.all(
      links.map(async ({ sealed, ...link }) => {
        const guests = counts.get(link.id) ?? 0;
        const state = linkStateOf(link, { now, guests });
        const isOver = state === 'closed' || state === 'ended';
        return { ...link, guests, state, shown: isOver ? null : await this.#show(link, sealed) };
      }),
    );
  }

  /** Null after a restored back-up without its key: then the link is closed and another made. */
  async #show({ id }: GuestLink, sealed: string): Promise<GuestLinkSummary['shown']> {
    const { secrets, publicUrl } = this.#context;
    try {
      const secret = Buffer.from(await secrets.open(sealed, aboutLink(id))).toString();
      const address = `${publicUrl}${guestPath(secret)}`;
      return { address, code: qrCode(address) };
    } catch (cause) {
      if (isDomainError(cause) && cause.code === 'takenOff.unreadable') return null;
      throw cause;
    }
  }
}

function eventOf(door: LinkDoor): 'guestLink.opened' | 'guestLink.closed' {
  return door === 'open' ? 'guestLink.opened' : 'guestLink.closed';
}

/** What a link's secret is sealed with. */
function aboutLink(id: string): string {
  return `guestLink/${id}`;
}

function guestPath(secret: string): string {
  return `/g/${secret}`;
}
