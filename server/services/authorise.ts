import type { Actor, GuestActor, PersonActor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import type { BoardAction, PartnershipAction } from '../../src/lib/domain/access/rules.ts';
import { INSTANCE } from '../../src/lib/domain/access/rules.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { Partnership } from '../storage/repos/partnershipRepo.ts';
import type { Repos } from '../storage/repos.ts';

/** The actor as a signed-in person; anyone else is asked to sign in. */
export function signedIn(actor: Actor): PersonActor {
  if (actor.kind === 'person') return actor;
  throw new DomainError('signIn.needed');
}

/** The actor as somebody who is known on a board: a member, or a guest. */
export function known(actor: Actor): PersonActor | GuestActor {
  return actor.kind === 'guest' ? actor : signedIn(actor);
}

/** An operator; for everyone else there is nothing here. */
export function operatorOf(actor: Actor): PersonActor {
  if (actor.kind !== 'person' || !can(actor, 'instance.run', INSTANCE)) throw new DomainError('notFound');
  return actor;
}

/** A partnership the person may act in. Unknown and forbidden are the same answer. */
export async function partnershipFor(
  repos: Repos,
  actor: Actor,
  { slug, action }: { slug: string; action: PartnershipAction },
): Promise<Partnership> {
  signedIn(actor);
  const partnership = await repos.partnerships.bySlug(slug);
  const subject = partnership && { partnershipId: partnership.id };
  if (!subject || !can(actor, 'partnership.read', subject)) throw new DomainError('notFound');
  if (!can(actor, action, subject)) throw new DomainError('notAllowed');
  return partnership;
}

/** A board the person or guest may act on. One they may not read does not exist for them. */
export async function boardFor(
  repos: Repos,
  actor: Actor,
  { slug, id, action }: { slug: string; id: string; action: BoardAction },
): Promise<{ partnership: Partnership; board: BoardRecord }> {
  const partnership =
    actor.kind === 'guest'
      ? await repos.partnerships.bySlug(slug)
      : await partnershipFor(repos, actor, { slug, action: 'partnership.read' });
  const board = await repos.boards.byId(id);
  if (!partnership || !board || board.partnershipId !== partnership.id) throw new DomainError('notFound');
  const subject = subjectOf(board);
  if (!can(actor, 'board.read', subject)) throw new DomainError('notFound');
  if (!can(actor, action, subject)) {
    const isPutAway = subject.archived && can(actor, action, { ...subject, archived: false });
    throw new DomainError(isPutAway ? 'board.archived' : 'notAllowed');
  }
  return { partnership, board };
}

/** What a board's rights are judged on. */
export function subjectOf({ id, partnershipId, scope, archivedAt }: BoardRecord) {
  return { id, partnershipId, scope, archived: archivedAt !== null };
}
