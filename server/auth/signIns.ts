import type { Adapter, DatabaseSession } from 'lucia';
import { Lucia, TimeSpan } from 'lucia';
import { nanoid } from 'nanoid';
import { addDays, addMinutes, instant } from '../../src/lib/domain/shared/surroundings.ts';
import type { SignInRecord, SignInRepo } from '../storage/repos/signInRepo.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** A sign-in that is not used for this long ends. */
const IDLE_DAYS = 14;
/** However much it is used, it ends after this long. */
const LIFETIME_DAYS = 30;
/** On a shared computer a sign-in lasts a working day at most. */
const SHARED_HOURS = 12;
/** "Last used" need not be exact; writing it at each request would be. */
const TOUCH_AFTER_MS = 60_000;

interface Attributes {
  device: string;
  shared: boolean;
  provedFactor: boolean;
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Attributes>;
    DatabaseSessionAttributes: Attributes;
    DatabaseUserAttributes: Record<never, never>;
  }
}

/** A sign-in that holds now. `id` is the hash that rows and sockets are indexed by. */
export interface SignIn {
  id: string;
  personId: string;
  shared: boolean;
  /** More than a password was asked for where they signed in. */
  provedFactor: boolean;
}

/** Who is signed in. The one file that knows Lucia, so that it can be replaced here alone. */
export class SignIns {
  #lucia: Lucia<Attributes>;
  #repo: SignInRepo;

  constructor(repo: SignInRepo) {
    this.#repo = repo;
    this.#lucia = new Lucia<Attributes>(adapterFor(repo), {
      sessionExpiresIn: new TimeSpan(IDLE_DAYS, 'd'),
      getSessionAttributes: ({ device, shared, provedFactor }) => ({ device, shared, provedFactor }),
    });
  }

  /** Begins a sign-in. The secret goes into the cookie and is kept nowhere. */
  async start(personId: string, attributes: Attributes): Promise<{ secret: string; record: SignInRecord }> {
    const { id: secret } = await this.#lucia.createSession(personId, attributes, { sessionId: newSecret() });
    const record = await this.#repo.byId(hashSecret(secret));
    if (!record) throw new Error('the sign-in was not kept');
    return { secret, record };
  }

  /** The sign-in behind a secret, or null when there is none or it has ended. Using it keeps it alive. */
  async find(secret: string): Promise<SignIn | null> {
    const { session } = await this.#lucia.validateSession(secret);
    if (!session) return null;
    const { userId: personId, shared, provedFactor } = session;
    return { id: hashSecret(secret), personId, shared, provedFactor };
  }

  /** Ends a sign-in and returns its id; null when there was none. */
  async end(secret: string): Promise<string | null> {
    const found = await this.find(secret);
    await this.#lucia.invalidateSession(secret);
    return found?.id ?? null;
  }
}

function adapterFor(repo: SignInRepo): Adapter {
  return {
    async getSessionAndUser(secret) {
      const record = await repo.byId(hashSecret(secret));
      const now = instant(Date.now());
      if (!record || record.endsAt <= now) return [null, null];
      if (Date.parse(record.lastUsedAt) + TOUCH_AFTER_MS < Date.now() && record.expiresAt > now) {
        await repo.touch(record.id, { lastUsedAt: now, expiresAt: record.expiresAt });
      }
      return [toSession(secret, record), { id: record.personId, attributes: {} }];
    },
    async getUserSessions(personId) {
      return (await repo.ofPerson(personId)).map((record) => toSession(record.id, record));
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      await repo.create(newRecord({ id, userId, expiresAt, attributes }));
    },
    async updateSessionExpiration(secret, expiresAt) {
      const record = await repo.byId(hashSecret(secret));
      if (!record) return;
      const until = instant(expiresAt.getTime());
      const capped = until < record.endsAt ? until : record.endsAt;
      await repo.touch(record.id, { lastUsedAt: instant(Date.now()), expiresAt: capped });
    },
    deleteSession: (secret) => repo.remove([hashSecret(secret)]),
    async deleteUserSessions(personId) {
      await repo.remove((await repo.ofPerson(personId)).map(({ id }) => id));
    },
    deleteExpiredSessions: async () => repo.remove(await repo.expired(instant(Date.now()))),
  };
}

function newRecord({ id, userId, expiresAt, attributes }: DatabaseSession): SignInRecord {
  const now = instant(Date.now());
  const endsAt = attributes.shared ? addMinutes(now, SHARED_HOURS * 60) : addDays(now, LIFETIME_DAYS);
  const until = instant(expiresAt.getTime());
  return {
    id: hashSecret(id),
    handle: nanoid(),
    personId: userId,
    device: attributes.device,
    shared: attributes.shared,
    provedFactor: attributes.provedFactor,
    startedAt: now,
    lastUsedAt: now,
    expiresAt: until < endsAt ? until : endsAt,
    endsAt,
  };
}

function toSession(id: string, record: SignInRecord): DatabaseSession {
  const { personId: userId, device, shared, provedFactor } = record;
  return { id, userId, expiresAt: new Date(record.expiresAt), attributes: { device, shared, provedFactor } };
}
