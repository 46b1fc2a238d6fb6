import type { Surroundings } from '../../src/lib/domain/shared/surroundings.ts';
import { hashSecret, newSecret } from '../auth/secrets.ts';
import type { Repos } from '../storage/repos.ts';

/** A browser that guests come with, by its secret: the one it brings when we know it, else a new one. */
export async function knownBrowser(
  repos: Repos,
  { now, newId }: Surroundings,
  secret: string | null,
): Promise<{ secret: string; identityId: string }> {
  const known = secret && (await repos.guests.identity(hashSecret(secret)));
  if (secret && known) return { secret, identityId: known };
  const fresh = newSecret();
  const id = newId();
  await repos.guests.addIdentity({ id, tokenHash: hashSecret(fresh), at: now() });
  return { secret: fresh, identityId: id };
}
