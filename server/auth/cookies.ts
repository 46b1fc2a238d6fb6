import type { Config } from '../config/config.ts';
import { publicUrl } from '../config/config.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';

export interface CookieOptions {
  path: '/';
  httpOnly: true;
  sameSite: 'lax';
  secure: boolean;
  /** Absent on a shared computer: the cookie then goes when the browser closes. */
  expires?: Date;
}

/**
 * `sign_in` says who is signed in, `device` which browser signed in before, `guest` which one came by a guest link,
 * `turn` whose turn it is on it where it is shared, `factor` who gave the right password just now, and `open_id` who was sent to an OpenID provider, or came from one.
 */
type CookieUse = 'sign_in' | 'device' | 'guest' | 'turn' | 'factor' | 'open_id';

/**
 * What a cookie that holds a secret is called and how it is set. On https the `__Host-` prefix ties it to this host; on
 * plain http browsers would refuse such a cookie, and sign-in would fail without a word.
 */
export class SecretCookie {
  readonly name: string;
  #secure: boolean;

  constructor(config: Config, use: CookieUse) {
    this.#secure = publicUrl(config).startsWith('https:');
    this.name = this.#secure ? `__Host-throughline_${use}` : `throughline_${use}`;
  }

  options({ expiresAt, shared = false }: { expiresAt: Instant | null; shared?: boolean }): CookieOptions {
    const base = { path: '/', httpOnly: true, sameSite: 'lax', secure: this.#secure } as const;
    return shared || expiresAt === null ? base : { ...base, expires: new Date(expiresAt) };
  }

  /** The secret in a cookie header. Tolerant: a malformed cookie is passed over, never an exception. */
  read(header: string | null | undefined): string | null {
    for (const part of (header ?? '').split(';')) {
      const at = part.indexOf('=');
      if (at < 0 || part.slice(0, at).trim() !== this.name) continue;
      const value = part.slice(at + 1).trim();
      if (/^[A-Za-z0-9_-]{1,128}$/.test(value)) return value;
    }
    return null;
  }
}
