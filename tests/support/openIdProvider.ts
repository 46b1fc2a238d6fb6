import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';

/** Somebody with an account at the provider, as it tells of them. */
export interface Account {
  email?: string;
  email_verified?: boolean;
  name?: string;
}

export const CLIENT = { id: 'throughline', secret: 'a secret that both ends know' } as const;

const CALLBACK = /^http:\/\/localhost:\d+\/oidc\/[a-z]+\/callback$/;
const MOST_STEPS = 12;
const MINUTE_S = 60;

/** A real OpenID provider on this machine. Whoever gives a name at its door with any password is that account. */
export class OpenIdProvider {
  readonly accounts: Map<string, Account>;
  readonly url: string;
  #server: Server;

  private constructor(parts: { accounts: Map<string, Account>; url: string; server: Server }) {
    this.accounts = parts.accounts;
    this.url = parts.url;
    this.#server = parts.server;
  }

  static async open(accounts: Record<string, Account> = {}): Promise<OpenIdProvider> {
    const known = new Map(Object.entries(accounts));
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = `http://localhost:${(server.address() as AddressInfo).port}`;
    const client = { client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [`${url}/nowhere`] };
    const provider = new Provider(url, configuration([client], known));
    // A server under test has another port each time.
    provider.Client.prototype.redirectUriAllowed = (uri) => CALLBACK.test(uri);
    server.on('request', provider.callback());
    return new OpenIdProvider({ accounts: known, url, server });
  }

  /** What a deployment sets to let people in from here. */
  settings(id = 'vale', more: Record<string, string> = {}): Record<string, string> {
    const prefix = `OIDC_${id.toUpperCase()}_`;
    const own = { NAME: 'Vale Health', ISSUER: this.url, CLIENT_ID: CLIENT.id, CLIENT_SECRET: CLIENT.secret, ...more };
    const named = Object.entries(own).map(([name, value]) => [prefix + name, value]);
    return { OIDC_PROVIDERS: id, ...(Object.fromEntries(named) as Record<string, string>) };
  }

  /** Walks through its pages as a browser would: gives a name and agrees. Returns the search of the way back. */
  async walk(address: string, login: string): Promise<string> {
    const cookies = new Map<string, string>();
    let [url, form]: [string, URLSearchParams | null] = [address, null];
    for (let step = 0; step < MOST_STEPS; step++) {
      if (CALLBACK.test(url.split('?')[0] ?? '')) return new URL(url).search;
      const response = await this.#ask(url, form, cookies);
      const onward = response.headers.get('location');
      const page = await response.text();
      form = onward
        ? null
        : new URLSearchParams({ prompt: /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '', login });
      if (form) form.set('password', 'any');
      url = new URL(onward ?? /<form[^>]* action="([^"]+)"/.exec(page)?.[1] ?? '', url).href;
    }
    throw new Error(`the provider did not send ${login} back`);
  }

  async #ask(url: string, form: URLSearchParams | null, cookies: Map<string, string>): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = form ? { method: 'POST', body: form } : {};
    const response = await fetch(url, { ...sent, headers: { cookie }, redirect: 'manual' });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    return response;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}

function configuration(clients: Configuration['clients'], accounts: ReadonlyMap<string, Account>): Configuration {
  return {
    clients,
    cookies: { keys: ['only for tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // As many providers do: what they know of somebody stands in the token itself.
    conformIdTokenClaims: false,
    ttl: { Interaction: MINUTE_S, Session: MINUTE_S, Grant: MINUTE_S, AccessToken: MINUTE_S, IdToken: MINUTE_S },
    features: { devInteractions: { enabled: true } },
    findAccount: (_, id) => {
      const account = accounts.get(id);
      return account && { accountId: id, claims: () => ({ sub: id, ...account }) };
    },
  };
}
