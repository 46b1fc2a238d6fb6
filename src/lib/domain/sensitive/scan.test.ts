import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNhsNumber } from './detectors/nhsNumber.ts';
import { isUpn } from './detectors/upn.ts';
import { scan } from './scan.ts';

const kinds = (text: string) => scan(text).map(({ kind, confidence }) => `${kind} ${confidence}`);
const ten = fc.stringMatching(/^\d{10}$/);

describe('[I1] NHS numbers', () => {
  test.each(['9990000018', '9990000026'])('%s is one', (number) => expect(isNhsNumber(number)).toBe(true));
  test.each(['9990000019', '9990000000', '1234567890', '0000000000', '7777777777'])('%s is none', (number) =>
    expect(isNhsNumber(number)).toBe(false),
  );
  test.each([
    ['grouped', 'Call 999 000 0018 today', ['nhsNumber high']],
    ['with hyphens', '999-000-0018', ['nhsNumber high']],
    ['with spaces that do not break', '999\u00a0000\u00a00018', ['nhsNumber high']],
    ['explained', 'NHS 9990000018', ['nhsNumber high']],
    ['explained behind it', '9990000018 is the patient', ['nhsNumber high']],
    ['alone', 'Ref 9990000018', ['nhsNumber low']],
    ['by a word that only ends so', 'snhs 9990000018', ['nhsNumber low']],
    ['of a wrong sum', 'NHS 999 000 0019', []],
    ['in a longer run', '99900000181', []],
    ['after another', '999 000 0018, 999 000 0026', ['nhsNumber high', 'nhsNumber high']],
  ])('%s', (_, text, found) => expect(kinds(text)).toEqual(found));

  test('for nine digits there is at most one tenth', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{9}$/), (nine) => {
        const tenths = [...'0123456789'].filter((digit) => isNhsNumber(nine + digit));
        expect(tenths.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('one wrong digit is always noticed', () => {
    fc.assert(
      fc.property(ten.filter(isNhsNumber), fc.nat(9), fc.integer({ min: 1, max: 9 }), (number, place, more) => {
        const wrong = (Number(number[place]) + more) % 10;
        expect(isNhsNumber(number.slice(0, place) + String(wrong) + number.slice(place + 1))).toBe(false);
      }),
    );
  });
});

describe('[I2] unique pupil numbers', () => {
  test.each(['B801200005001', 'M80120000500A', 'b801200005001'])('%s is one', (upn) => expect(isUpn(upn)).toBe(true));
  test.each(['A801200005001', 'B801200005010', 'I801200005001', 'B80120000500'])('%s is none', (upn) =>
    expect(isUpn(upn)).toBe(false),
  );
  test('they are certain, in either case, and only as words of their own', () => {
    expect(kinds('UPN B801200005001.')).toEqual(['upn high']);
    expect(kinds('m80120000500a')).toEqual(['upn high']);
    expect(kinds('xB801200005001')).toEqual([]);
    expect(kinds('B8012000050012')).toEqual([]);
  });
});

describe('[I3] dates of birth', () => {
  test.each([
    'born 12/03/2014',
    'DOB: 12.3.14',
    'd.o.b. 2014-03-12',
    'Her birthday is 12 March',
    'born on the 3rd of May 2014',
    'March 12, 2014 (date of birth)',
  ])('%s', (text) => expect(kinds(text)).toEqual(['dateOfBirth high']));
  test.each([
    'Review on 12/03/2026',
    'Meet 12 March 2026 at the hub',
    'born out of 3 years of work',
    'stubborn since 12/03/2014',
    'born 45/13/2014',
    'The hub was born of an idea. We next meet again as a group on 12/03/2026',
    'Most of us were born in this town. The group and all who want to come along meet on 12/03/2026',
  ])('not: %s', (text) => expect(kinds(text)).toEqual([]));
});

describe('[I4] postcodes and addresses are only pointed out', () => {
  test.each(['M1 1AE', 'ec1a 1bb', 'SW1A2AA', 'CR2 6XH', 'DN55\u00a01PT'])('%s', (text) =>
    expect(kinds(`Home is ${text}, by the park`)).toEqual(['postcode low']),
  );
  test.each(['M14', 'all of SW1A', 'e1 1st draft', 'Q1 2AB', 'room B12 3CI', 'AB12 3CDE'])('not: %s', (text) =>
    expect(kinds(text)).toEqual([]),
  );
  test.each(['ruth@northbrook.example', 'a.b+c@d-e.co.uk', 'Write to ruth@northbrook.example.'])('%s', (text) =>
    expect(kinds(text)).toEqual(['email low']),
  );
  test.each(['@ruth', 'meet @ 5', 'a@b', 'x@.com', '@', '@@@', 'a@b@'])('not: %s', (text) =>
    expect(kinds(text)).toEqual([]),
  );
  test('postcodes of the partnership’s own sites are known, however they are written', () => {
    expect(scan('The hub is at M1 1AE', { knownPostcodes: ['m11ae'] })).toEqual([]);
    expect(scan('The hub is at M1 1AF', { knownPostcodes: ['m11ae'] })).toHaveLength(1);
  });
});

describe('[I5] any text', () => {
  const pieces = fc.constantFrom(
    '999 000 0018',
    'B801200005001',
    'born ',
    '12/03/2014',
    'M1 1AE',
    'a@b.cd',
    ' ',
    '@',
    '7',
  );
  const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'grapheme', maxLength: 6 }))).map((parts) => parts.join(''));

  test('findings are in order, apart, inside the text, and the same each time', () => {
    fc.assert(
      fc.property(text, (words) => {
        const found = scan(words);
        expect(scan(words)).toEqual(found);
        let end = 0;
        for (const { from, to } of found) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(words.length);
      }),
    );
  });

  test('what was cleared is not found, and everything else still is', () => {
    fc.assert(
      fc.property(text, (words) => {
        expect(scan(words, { cleared: ['nhsNumber', 'upn', 'dateOfBirth', 'postcode', 'email'] })).toEqual([]);
        expect(scan(words, { cleared: ['email'] }).some(({ kind }) => kind === 'email')).toBe(false);
        expect(scan(words, { cleared: ['no such kind'] })).toEqual(scan(words));
      }),
    );
  });
});
