import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { Consent } from '../../src/lib/domain/sessions/consent.ts';
import { ADDRESS_KEPT_DAYS } from '../../src/lib/domain/sessions/consent.ts';
import { addDays } from '../../src/lib/domain/shared/surroundings.ts';
import { boardFor, signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import type { SessionAddress } from './sessionRecords.ts';
import { sessionOf } from './sessionRecords.ts';

/** What members agree to about a session's summary. Guests say it when they join. */
export class SessionConsentService {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** What one said oneself; nothing, until one does. */
  async mine(actor: Actor, slug: string, address: SessionAddress): Promise<Consent> {
    const { repos } = this.#context;
    const { id } = signedIn(actor);
    await boardFor(repos, actor, { slug, id: address.board, action: 'board.read' });
    const session = await sessionOf(repos, address);
    return repos.consents.of(session.id, id);
  }

  /** Says it, or takes it back: at any time, also when the session is over. */
  async say(actor: Actor, slug: string, { name, mail, ...address }: SessionAddress & Consent): Promise<void> {
    const { repos } = this.#context;
    const { id } = signedIn(actor);
    await boardFor(repos, actor, { slug, id: address.board, action: 'board.read' });
    const session = await sessionOf(repos, address);
    await repos.consents.keep(session.id, { actorId: id, isGuest: false, name, mail, address: '' });
  }

  /** Addresses that were given for a summary that never came. Called now and then. */
  async forgetAddresses(): Promise<void> {
    const { repos, surroundings } = this.#context;
    const before = addDays(surroundings.now(), -ADDRESS_KEPT_DAYS);
    for (const { id, boardId } of await repos.consents.withAddresses()) {
      const session = await repos.sessions.byId(boardId, id);
      if (!session) continue;
      const { progress, endsAt, startsAt, madeAt } = session;
      const over =
        progress.is === 'ended' ? progress.endedAt : progress.is === 'running' ? null : (endsAt ?? startsAt ?? madeAt);
      if (over !== null && over < before) await repos.consents.forgetAddresses(id);
    }
  }
}
