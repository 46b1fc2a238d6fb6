import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, publicUrl, readConfig } from './config.ts';

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

test.each([
  [{ PORT: '-1' }, /^PORT is "-1"/],
  [{ PORT: '3000.5' }, /^PORT/],
  [{ PORT: '70000' }, /^PORT/],
  [{ ORIGIN: 'plan.example.org' }, /^ORIGIN/],
  [{ ORIGIN: 'javascript:alert(1)' }, /^ORIGIN/],
  [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL/],
])('a setting that makes no sense is named: %j', (env, words) => {
  expect(() => readConfig(env)).toThrow(ConfigError);
  expect(() => readConfig(env)).toThrow(words);
});
