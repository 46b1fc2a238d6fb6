import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError } from './configError.ts';
import { publicUrl, readConfig } from './config.ts';

test('without settings it serves this machine alone, from ./data', () => {
  const config = readConfig({});
  expect(config).toEqual({
    port: 3000,
    host: '127.0.0.1',
    origin: null,
    dataDir: resolve('data'),
    logLevel: 'info',
    trustProxy: false,
    requireFactor: false,
    postOffice: null,
    providers: [],
    hostedBy: null,
    metricsToken: null,
  });
  expect(publicUrl(config)).toBe('http://localhost:3000');
});

test.each([
  [{ HOST: '0.0.0.0', PORT: '80' }, 'http://localhost:80'],
  [{ HOST: 'board.local' }, 'http://board.local:3000'],
  [{ HOST: '::1' }, 'http://[::1]:3000'],
  [{ ORIGIN: 'https://plan.example.org/' }, 'https://plan.example.org'],
  [{ ORIGIN: '', PORT: '8080' }, 'http://localhost:8080'],
])('people open %j at %s', (env, url) => {
  expect(publicUrl(readConfig(env))).toBe(url);
});

const ENTRA = {
  OIDC_PROVIDERS: 'entra',
  OIDC_ENTRA_ISSUER: 'https://login.example.org/tenant/v2.0',
  OIDC_ENTRA_CLIENT_ID: 'id',
  OIDC_ENTRA_CLIENT_SECRET: 'secret',
};

test('each provider has settings of its own', () => {
  const nhs = {
    ISSUER: 'http://localhost:4000',
    CLIENT_ID: 'a',
    CLIENT_SECRET: 'b',
    DOMAINS: 'Vale.example',
    MFA: '1',
  };
  const env = Object.fromEntries(Object.entries(nhs).map(([name, value]) => [`OIDC_NHS_MAIL_${name}`, value]));
  const { providers } = readConfig({
    ...ENTRA,
    ...env,
    OIDC_PROVIDERS: 'entra, nhs-mail',
    OIDC_ENTRA_NAME: 'Northbrook',
  });
  expect(providers).toEqual([
    {
      ...{ id: 'entra', name: 'Northbrook', issuer: ENTRA.OIDC_ENTRA_ISSUER, clientId: 'id', clientSecret: 'secret' },
      ...{ domains: [], provesFactor: false },
    },
    {
      ...{ id: 'nhs-mail', name: 'nhs-mail', issuer: 'http://localhost:4000', clientId: 'a', clientSecret: 'b' },
      ...{ domains: ['vale.example'], provesFactor: true },
    },
  ]);
});

test.each([
  [{ PORT: '-1' }, /^PORT is "-1"/],
  [{ PORT: '3000.5' }, /^PORT/],
  [{ PORT: '70000' }, /^PORT/],
  [{ ORIGIN: 'plan.example.org' }, /^ORIGIN/],
  [{ ORIGIN: 'javascript:alert(1)' }, /^ORIGIN/],
  [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL/],
  [{ OIDC_PROVIDERS: 'entra' }, /OIDC_ENTRA_ISSUER must be set/],
  [{ ...ENTRA, OIDC_ENTRA_CLIENT_SECRET: '' }, /OIDC_ENTRA_CLIENT_SECRET must be set/],
  [{ ...ENTRA, OIDC_PROVIDERS: 'entra entra' }, /twice/],
  [{ ...ENTRA, OIDC_PROVIDERS: '../entra' }, /short word/],
  [{ ...ENTRA, OIDC_ENTRA_ISSUER: 'http://login.example.org' }, /^OIDC_ENTRA_ISSUER is "http/],
])('a setting that makes no sense is named: %j', (env, words) => {
  expect(() => readConfig(env)).toThrow(ConfigError);
  expect(() => readConfig(env)).toThrow(words);
});
