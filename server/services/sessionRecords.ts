import type { Session } from '../../src/lib/domain/sessions/session.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { Repos } from '../storage/repos.ts';
import type { ServiceContext } from './context.ts';

/** Where a session is: its board, and the session itself. */
export interface SessionAddress {
  board: string;
  session: string;
}

/** A session of a board. Another board's is not there. */
export async function sessionOf(repos: Repos, { board, session: id }: SessionAddress): Promise<Session> {
  const session = await repos.sessions.byId(board, id);
  if (!session) throw new DomainError('notFound');
  return session;
}

/** Tells everyone on a board, and on its groups' own, how its session stands; that there is none, once it has ended. */
export async function tellOfSession(
  { repos, events }: Pick<ServiceContext, 'repos' | 'events'>,
  boardId: string,
): Promise<void> {
  for (const board of [boardId, ...(await repos.groups.boardsBeside(boardId))])
    events.emit('session.changed', { boardId: board, session: await repos.sessions.live(board) });
}
