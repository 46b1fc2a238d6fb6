import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Claims } from './identity.ts';
import { domainOf, nameOf, readDomains, saysFactor, verifiedEmail } from './identity.ts';

const EMAIL = 'Ruth@Northbrook.example';
const OURS = ['northbrook.example'];

test.each<[string, Claims, string[], string | null]>([
  ['says it is verified', { email_verified: true }, [], 'ruth@northbrook.example'],
  ['says so in words', { email_verified: 'true' }, [], 'ruth@northbrook.example'],
  ['has verified the domain', { xms_edov: 1 }, [], 'ruth@northbrook.example'],
  ['has verified the domain, in words', { xms_edov: '1' }, [], 'ruth@northbrook.example'],
  ['says nothing', {}, [], null],
  ['denies it', { email_verified: false }, [], null],
  ['denies it and has verified the domain', { email_verified: false, xms_edov: true }, [], null],
  ['has not verified the domain', { xms_edov: 0 }, OURS, null],
  ['speaks for the domain and says nothing', {}, OURS, 'ruth@northbrook.example'],
  ['speaks for the domain and denies it', { email_verified: false }, OURS, null],
  ['speaks for another domain, and says it is verified', { email_verified: true }, ['vale.example'], null],
  ['speaks for a longer domain', {}, ['evil.northbrook.example'], null],
  ['speaks for a shorter domain', {}, ['example'], null],
])('an address of which the provider %s', (_, claims, domains, email) => {
  expect(verifiedEmail({ email: EMAIL, ...claims }, domains)).toBe(email);
});

test.each([undefined, null, 7, '', 'ruth', ['ruth@northbrook.example'], { toString: () => EMAIL }])(
  'an address that is %j is none',
  (email) => {
    expect(verifiedEmail({ email, email_verified: true }, [])).toBeNull();
  },
);

test('whatever claims say, an address counts only with a yes, or from who speaks for its domain', () => {
  const said = fc.oneof(fc.boolean(), fc.string(), fc.integer(), fc.constant(undefined), fc.constant(null));
  fc.assert(
    fc.property(fc.emailAddress(), said, said, (email, verified, domainVerified) => {
      const claims = { email, email_verified: verified, xms_edov: domainVerified };
      const yes = [verified, domainVerified].some((one) => [true, 1, 'true', '1'].includes(one as never));
      if (verifiedEmail(claims, []) !== null) expect(yes && verified !== false).toBe(true);
      if (verifiedEmail(claims, ['vale.example']) !== null) expect(domainOf(email)).toBe('vale.example');
    }),
  );
});

test.each<[unknown, string | null, string]>([
  ['  Ruth \n Calder ', 'ruth@n.example', 'Ruth Calder'],
  ['', 'ruth.c@n.example', 'ruth.c'],
  ['x'.repeat(81), 'ruth@n.example', 'ruth'],
  [7, null, ''],
])('somebody called %j with %j is called %j', (name, email, called) => {
  expect(nameOf({ name }, email)).toBe(called);
});

test('more than one factor is what the provider says it is', () => {
  expect([{ amr: ['pwd', 'mfa'] }, { amr: ['pwd'] }, { amr: 'mfa' }, {}].map(saysFactor)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test.each([
  ['northbrook.example', ['northbrook.example'], null],
  [' @Vale.EXAMPLE,\n vale.example; community.vale.example ', ['vale.example', 'community.vale.example'], null],
  ['', [], null],
  ['northbrook', ['northbrook'], 'domain'],
  ['-a.example', ['-a.example'], 'domain'],
  ['a..example', ['a..example'], 'domain'],
  ['*.example.org', ['*.example.org'], 'domain'],
  ['ruth@vale.example', ['ruth@vale.example'], 'domain'],
  ['gmail.com', ['gmail.com'], 'domainOfAnybody'],
  [Array.from({ length: 51 }, (_, n) => `d${n}.example`).join(' '), expect.anything(), 'tooMany'],
])('the domains %j', (text, domains, fault) => {
  expect(readDomains(text)).toEqual({ domains, fault });
});
