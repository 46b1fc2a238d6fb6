import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emailFault, nameFault, normaliseEmail, passwordFault } from './rules.ts';

test.each([
  ['ruth@northbrook.example', null],
  [' Ruth.Calder+boards@school.sch.uk ', null],
  ['müller@schule.example', null],
  ['', 'missing'],
  ['   ', 'missing'],
  ['ruth', 'emailShape'],
  ['ruth@northbrook', 'emailShape'],
  ['ruth @northbrook.example', 'emailShape'],
  ['a@b@c.example', 'emailShape'],
  ['<ruth@northbrook.example>', 'emailShape'],
  [`${'x'.repeat(250)}@b.example`, 'tooLong'],
] as const)('an address: %j is %s', (email, fault) => {
  expect(emailFault(email)).toBe(fault);
});

test('an address is compared without case or space around it', () => {
  expect(normaliseEmail(' Ruth@Northbrook.Example ')).toBe('ruth@northbrook.example');
  fc.assert(
    fc.property(fc.emailAddress(), (email) => {
      expect(normaliseEmail(normaliseEmail(email))).toBe(normaliseEmail(email));
      expect(emailFault(email)).toBeNull();
    }),
  );
});

test('a name is not empty and not endless', () => {
  expect([nameFault('Ruth'), nameFault(' '), nameFault('x'.repeat(81)), nameFault('x'.repeat(81), 120)]).toEqual([
    null,
    'missing',
    'tooLong',
    null,
  ]);
});

const who = { email: 'ruth.calder@northbrook.example', name: 'Ruth Calder', common: new Set(['password123']) };

test.each([
  ['three random words', null],
  ['ağaçkakan12', null],
  ['🦊🦊🐻🐻🐼🐼🐨🐨🐯🐯', null],
  ['', 'missing'],
  ['nine char', 'tooShort'],
  ['🦊🐻🐼🐨', 'tooShort'],
  ['x'.repeat(257), 'tooLong'],
  ['PassWord123', 'passwordCommon'],
  ['aaaaaaaaaaaa', 'passwordCommon'],
  ['abababababab', 'passwordCommon'],
  ['Ruth Calder', 'passwordIsName'],
  ['ruth.calder', 'passwordIsName'],
  ['RUTH.CALDER@northbrook.example', 'passwordIsName'],
] as const)('a password: %j is %s', (password, fault) => {
  expect(passwordFault(password, who)).toBe(fault);
});
