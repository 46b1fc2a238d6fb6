import { createHash } from 'node:crypto';
import * as client from 'openid-client';
import type { Claims, Identity, Provider } from '../../src/lib/domain/accounts/identity.ts';
import { nameOf, saysFactor, verifiedEmail } from '../../src/lib/domain/accounts/identity.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { ProviderConfig } from '../config/openIdConfig.ts';
import type { Log } from '../log/log.ts';
import { hashSecret } from './secrets.ts';

/** How long a provider may take to answer, in seconds. */
const PATIENCE_S = 10;

interface Way {
  config: ProviderConfig;
  /** What the provider says of itself; asked for when it is first needed, and again after it did not answer. */
  known: Promise<client.Configuration> | null;
}

/**
 * Other people's sign-ins: the authorization code flow of OpenID Connect Core 1.0 with PKCE (RFC 7636). State, nonce
 * and verifier are made of one secret, which the browser keeps in a cookie: who does not have it cannot finish. The one
 * file that knows openid-client.
 */
export class OpenIdProviders {
  #ways: ReadonlyMap<string, Way>;
  #publicUrl: string;
  #log: Log;

  constructor(configs: readonly ProviderConfig[], { publicUrl, log }: { publicUrl: string; log: Log }) {
    this.#ways = new Map(configs.map((config) => [config.id, { config, known: null }]));
    this.#publicUrl = publicUrl;
    this.#log = log;
  }

  get list(): Provider[] {
    return [...this.#ways.values()].map(({ config: { id, name } }) => ({ id, name }));
  }

  /** Throws `notFound` when there is no such provider. */
  mustKnow(id: string): void {
    this.#way(id);
  }

  nameOfIssuer(issuer: string): string | null {
    return [...this.#ways.values()].find(({ config }) => config.issuer === issuer)?.config.name ?? null;
  }

  /** Where the browser goes to sign in. Throws `notFound`, and `openId.unavailable` when the provider does not answer. */
  async begin(id: string, secret: string): Promise<string> {
    const way = this.#way(id);
    const address = client.buildAuthorizationUrl(await this.#known(way), {
      redirect_uri: this.#callback(id),
      scope: 'openid email profile',
      state: stateOf(secret),
      nonce: partOf(secret, 'nonce'),
      code_challenge: await client.calculatePKCECodeChallenge(partOf(secret, 'verifier')),
      code_challenge_method: 'S256',
    });
    return address.href;
  }

  /**
   * Who came back, from the address they came back to. Throws `openId.cancelled` when they turned round there,
   * `openId.refused` when what came is not what was asked for, and `openId.unavailable`.
   */
  async finish(id: string, { secret, search }: { secret: string; search: string }): Promise<Identity> {
    const { config } = this.#way(id);
    const known = await this.#known(this.#way(id));
    const url = new URL(this.#callback(id));
    url.search = search;
    try {
      const tokens = await client.authorizationCodeGrant(known, url, {
        expectedState: stateOf(secret),
        expectedNonce: partOf(secret, 'nonce'),
        pkceCodeVerifier: partOf(secret, 'verifier'),
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new DomainError('openId.refused');
      const asked = claims['email'] === undefined && known.serverMetadata().userinfo_endpoint !== undefined;
      const more = asked ? await client.fetchUserInfo(known, tokens.access_token, claims.sub) : {};
      return identityOf(config, { ...more, ...claims }, claims);
    } catch (cause) {
      throw this.#meaning(id, cause);
    }
  }

  #way(id: string): Way {
    const way = this.#ways.get(id);
    if (!way) throw new DomainError('notFound');
    return way;
  }

  #callback(id: string): string {
    return `${this.#publicUrl}/oidc/${id}/callback`;
  }

  async #known(way: Way): Promise<client.Configuration> {
    const { id, issuer, clientId, clientSecret } = way.config;
    const execute = new URL(issuer).protocol === 'http:' ? [client.allowInsecureRequests] : [];
    way.known ??= client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      execute,
      timeout: PATIENCE_S,
    });
    try {
      return await way.known;
    } catch (cause) {
      way.known = null;
      this.#log.warn({ provider: id, err: cause }, 'an OpenID provider cannot be reached');
      throw new DomainError('openId.unavailable');
    }
  }

  #meaning(id: string, cause: unknown): unknown {
    if (cause instanceof DomainError) return cause;
    if (cause instanceof client.AuthorizationResponseError && cause.error === 'access_denied') {
      return new DomainError('openId.cancelled');
    }
    // Names the fault, never what was sent: codes and tokens stay out of the log.
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    this.#log.warn({ provider: id, code }, 'an OpenID sign-in was refused');
    const reason = cause instanceof Error ? (cause.cause ?? cause) : cause;
    const isAway = reason instanceof TypeError || code === 'OAUTH_TIMEOUT';
    return new DomainError(isAway ? 'openId.unavailable' : 'openId.refused');
  }
}

function identityOf({ domains, provesFactor }: ProviderConfig, claims: Claims, who: client.IDToken): Identity {
  const email = verifiedEmail(claims, domains);
  return {
    ...{ issuer: who.iss, subject: who.sub, email, name: nameOf(claims, email) },
    provesFactor: provesFactor || saysFactor(claims),
  };
}

/** Goes through the address bar, so the secret cannot be told from it. */
function stateOf(secret: string): string {
  return hashSecret(secret);
}

function partOf(secret: string, part: 'nonce' | 'verifier'): string {
  return createHash('sha256').update(`${part} ${secret}`).digest('base64url');
}
