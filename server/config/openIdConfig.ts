import { ConfigError } from './configError.ts';

/** An OpenID provider that people may sign in with. */
export interface ProviderConfig {
  id: string;
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The mail domains it speaks for; empty when it says of each address whether it is verified. */
  domains: readonly string[];
  /** It asks everybody for more than a password. */
  provesFactor: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

const ID = /^[a-z][a-z0-9-]{0,19}$/;

/** Reads `OIDC_PROVIDERS` and what belongs to each. Throws `ConfigError` with one clear sentence. */
export function readProviders(env: Env): ProviderConfig[] {
  const ids = listOf(env['OIDC_PROVIDERS']);
  if (new Set(ids).size < ids.length) throw new ConfigError('OIDC_PROVIDERS names one provider twice.');
  return ids.map((id) => readProvider(id, env));
}

function readProvider(id: string, env: Env): ProviderConfig {
  if (!ID.test(id)) {
    throw new ConfigError(`OIDC_PROVIDERS has "${id}", but a provider is called by a short word such as entra.`);
  }
  const prefix = `OIDC_${id.toUpperCase().replaceAll('-', '_')}_`;
  const needed = (name: string): string => {
    const value = env[prefix + name];
    if (!value) throw new ConfigError(`With "${id}" in OIDC_PROVIDERS, ${prefix}${name} must be set.`);
    return value;
  };
  return {
    id,
    name: env[`${prefix}NAME`] || id,
    issuer: readIssuer(needed('ISSUER'), `${prefix}ISSUER`),
    clientId: needed('CLIENT_ID'),
    clientSecret: needed('CLIENT_SECRET'),
    domains: listOf(env[`${prefix}DOMAINS`]),
    provesFactor: env[`${prefix}MFA`] === '1' || env[`${prefix}MFA`] === 'true',
  };
}

/** On this machine http will do, for trying it out; elsewhere anybody on the way could say who somebody is. */
function readIssuer(text: string, name: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'https:') return text;
  if (url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) return text;
  throw new ConfigError(`${name} is "${text}", but it must be an address like https://login.example.org.`);
}

function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((one) => one !== '');
}
