import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPostcodes } from './knownPostcodes.ts';
import { scan } from './scan.ts';

test('a list of postcodes is read in any spelling, each once; what is none is named', () => {
  expect(readPostcodes('NE1 4LP\nne14lp, SW1A\u00a01AA;\n\n North Street\nNE1\nNE1 4LP today')).toEqual({
    known: ['NE1 4LP', 'SW1A 1AA'],
    wrong: ['North Street', 'NE1', 'NE1 4LP today'],
  });
  expect(readPostcodes('')).toEqual({ known: [], wrong: [] });
});

test('what is on the list is not found in a text, and everything else still is', () => {
  const { known } = readPostcodes('NE1 4LP');
  const found = (text: string) => scan(text, { knownPostcodes: known }).map(({ kind }) => kind);
  expect(found('The clinic, ne14lp, and 12 High Street, NE1 4LQ')).toEqual(['postcode']);
});

test('a list that was read is read the same again', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('NE1 4LP', 'm1 1ae', 'CF101AA'), (noise, one) => {
      const first = readPostcodes(`${noise}\n${one}`);
      expect(first.known.length).toBeGreaterThan(0);
      expect(readPostcodes(first.known.join('\n'))).toEqual({ known: first.known, wrong: [] });
    }),
  );
});
