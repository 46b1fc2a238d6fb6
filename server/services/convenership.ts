import type { Role } from '../../src/lib/domain/access/actor.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { Repos } from '../storage/repos.ts';

/**
 * A partnership always has a convener whose access has no end: the last one can neither leave nor become something else,
 * nor get a last day (then `role` is null, too).
 */
export async function refuseLastConvener(
  repos: Repos,
  { partnershipId, personId, role }: { partnershipId: string; personId: string; role: Role | null },
): Promise<void> {
  if (role === 'convener') return;
  const conveners = await repos.memberships.lastingConveners(partnershipId);
  if (conveners.length === 1 && conveners[0] === personId) throw new DomainError('partnership.lastConvener');
}
