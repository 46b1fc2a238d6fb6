import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { boardFor } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import type { SessionAddress } from './sessionRecords.ts';
import type { SessionPage, SessionService } from './sessions.ts';

/**
 * Going through a session alone, beforehand. All of it happens on the page of whoever does, by the rules of the session
 * itself: the server hands out what was prepared, and hears and keeps nothing.
 */
export class SessionRehearsalService {
  #context: ServiceContext;
  #sessions: SessionService;

  constructor(context: ServiceContext, sessions: SessionService) {
    this.#context = context;
    this.#sessions = sessions;
  }

  /** What was prepared, for those who may run it. */
  async page(actor: Actor, slug: string, address: SessionAddress): Promise<SessionPage> {
    await boardFor(this.#context.repos, actor, { slug, id: address.board, action: 'session.run' });
    return this.#sessions.page(actor, slug, address);
  }
}
