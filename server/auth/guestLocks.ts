import type { GuestRight, LockNeeded } from '../../src/lib/domain/access/actor.ts';
import { lockNeeded } from '../../src/lib/domain/guests/deviceLock.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import type { Repos } from '../storage/repos.ts';

interface Browser {
  /** Id of what the browser is known by. */
  identityId: string;
  boardId: string;
  /** What the guest's link lets them do on the board. */
  right: GuestRight;
}

/** Where guests use the lock of their device before they write. */
export class GuestLocks {
  #repos: Repos;
  #everywhere: boolean;

  /** `everywhere`: the deployment asks for a second factor, whatever partnerships do. */
  constructor(repos: Repos, everywhere: boolean) {
    this.#repos = repos;
    this.#everywhere = everywhere;
  }

  async areAskedOn(boardId: string): Promise<boolean> {
    return this.#everywhere || (await this.#repos.partnerships.requiresFactorOn(boardId));
  }

  /** What a guest does before they write with this browser; null when nothing stands between. */
  async needed({ identityId, boardId, right }: Browser, now: Instant): Promise<LockNeeded | null> {
    const isAsked = right !== 'look' && (await this.areAskedOn(boardId));
    if (!isAsked) return null;
    const key = await this.#repos.guestKeys.ofBrowser(identityId);
    return lockNeeded({ right, isAsked, usedAt: key?.usedAt ?? null }, now);
  }
}
