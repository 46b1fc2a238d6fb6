import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import type { Turnout } from '../../src/lib/domain/sessions/turnout.ts';
import { turnoutOf } from '../../src/lib/domain/sessions/turnout.ts';
import { boardFor, signedIn, subjectOf } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { readersOf } from './reviewers.ts';
import type { SessionAddress } from './sessionRecords.ts';
import { sessionOf } from './sessionRecords.ts';

/** How many of those invited to a session over days have looked in, for those who run it. */
export class SessionTurnoutService {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** Of the step that is on; null for others, of a meeting, and where nobody was invited. */
  async of(actor: Actor, slug: string, address: SessionAddress): Promise<Turnout | null> {
    const { repos } = this.#context;
    signedIn(actor);
    const { board } = await boardFor(repos, actor, { slug, id: address.board, action: 'board.read' });
    const { id, overDays, progress } = await sessionOf(repos, address);
    if (!overDays || progress.is !== 'running' || !can(actor, 'session.run', subjectOf(board))) return null;
    const invited = new Set((await repos.sessionInvitations.ofSession(id)).map(({ personId }) => personId));
    const there = new Set(await repos.overDays.visitors({ session: id, step: progress.current.step }));
    const readers = readersOf(board, await repos.memberships.members(board.partnershipId));
    const people = readers.filter((reader) => invited.has(reader.id));
    if (people.length === 0) return null;
    return turnoutOf(people.map((one) => ({ kind: one.organisationKind, wasThere: there.has(one.id) })));
  }
}
