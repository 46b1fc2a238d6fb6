import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instant } from '../shared/surroundings.ts';
import { INVITED_FOR_DAYS, newInvitation, readAddresses, stateOf } from './invitation.ts';

const DAY_MS = 86_400_000;

test.each([
  ['tom@vale.example', ['tom@vale.example'], []],
  ['Tom Hallworth <Tom@Vale.Example>, sana@icb.example', ['tom@vale.example', 'sana@icb.example'], []],
  ['"Hallworth, Tom" <tom@vale.example>;ana@school.example', ['tom@vale.example', 'ana@school.example'], []],
  ['tom@vale.example\r\ntom@vale.example\tTOM@vale.example', ['tom@vale.example'], []],
  ['tom@vale.example nobody ana@', ['tom@vale.example'], ['nobody', 'ana@']],
  [' , ;\n', [], []],
  ['<tom@vale.example>\nBcc:x@y.example', ['tom@vale.example'], ['Bcc:x@y.example']],
])('of the list %j', (list, addresses, wrong) => {
  expect(readAddresses(list)).toEqual({ addresses, wrong });
});

test('a list of any addresses, in any of the usual ways, gives them back', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9.]{0,8}[a-z]$/);
  const address = fc.tuple(name, name).map(([user, host]) => `${user}@${host.replaceAll('.', '')}.example`);
  const written = fc.tuple(address, fc.constantFrom('', 'Ana Brown', '"Brown, Ana"'));
  fc.assert(
    fc.property(fc.array(written, { maxLength: 20 }), fc.constantFrom(', ', ';', '\n', '\r\n'), (list, between) => {
      const text = list.map(([plain, named]) => (named ? `${named} <${plain}>` : plain)).join(between);
      expect(readAddresses(text)).toEqual({ addresses: [...new Set(list.map(([plain]) => plain))], wrong: [] });
    }),
  );
});

test('whatever is pasted, no address holds what could be another header', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (list) => {
      for (const address of readAddresses(list).addresses) expect(address).not.toMatch(/[\s\p{Cc}<>,;:"]/u);
    }),
  );
});

test('it waits for two weeks, and an answer stands for ever', () => {
  const now = () => instant(0);
  const draft = {
    partnershipId: 'p',
    kind: 'person',
    organisationId: 'o',
    role: 'viewer',
    message: '',
    uses: null,
    endsOn: null,
    independent: false,
  } as const;
  const made = newInvitation({ ...draft, address: 'a@b.example', madeBy: 'ana' }, { now, newId: () => 'i' });
  const [last, over] = [instant(INVITED_FOR_DAYS * DAY_MS - 1), instant(INVITED_FOR_DAYS * DAY_MS)];
  expect([stateOf(made, last), stateOf(made, over)]).toEqual(['waiting', 'expired']);
  expect(stateOf({ ...made, answer: 'declined' }, over)).toBe('declined');
});

test('it cannot be accepted when the access it gives is over', () => {
  const draft = { partnershipId: 'p', kind: 'person', organisationId: 'o', role: 'viewer', message: '' } as const;
  const asked = { ...draft, address: 'a@b.example', madeBy: 'ana', uses: null, independent: true };
  const made = (endsOn: string) =>
    newInvitation({ ...asked, endsOn }, { now: () => '2027-06-29T12:00:00.000Z', newId: () => 'i' }).expiresAt;
  expect(made('2027-06-30')).toBe('2027-06-30T23:00:00.000Z');
  expect(made('2027-12-31')).toBe('2027-07-13T12:00:00.000Z');
});
