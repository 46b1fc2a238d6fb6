import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scan } from '$lib/domain/sensitive/scan';
import type { Words } from './heldWords';
import { heldRanges, localText, withLocal } from './heldWords';
import type { HoldRules } from './whatStays';
import { whatStays } from './whatStays';

const HOLD: HoldRules = { rule: 'hold' };
const WARN: HoldRules = { rule: 'warn' };
const EMPTY: Words = { shared: '', held: [] };

interface Typing {
  words?: Words;
  at?: number;
  rules?: HoldRules;
}

/** What others see after each letter typed. */
function typed(text: string, { words = EMPTY, at = localText(words).length, rules = HOLD }: Typing = {}): Words[] {
  let now = words;
  return Array.from(text, (letter, nth) => {
    const caret = at + nth + 1;
    now = withLocal(now, { at: caret - 1, remove: 0, insert: letter }, (letters) => whatStays(letters, caret, rules));
    return now;
  });
}

const after = (text: string, typing: Typing = {}): Words => typed(text, typing).at(-1) ?? EMPTY;
const put = (text: string, caret: number | null, rules: HoldRules = HOLD): Words =>
  withLocal(EMPTY, { at: 0, remove: 0, insert: text }, (letters) => whatStays(letters, caret, rules));
const left = (words: Words, rules: HoldRules = HOLD): Words =>
  withLocal(words, { at: 0, remove: 0, insert: '' }, (letters) => whatStays(letters, null, rules));
const heldOf = (words: Words): string[] =>
  heldRanges(words.held).map(({ from, to }) => localText(words).slice(from, to));

describe('[H2] while one types', () => {
  test('a number waits from its fourth digit, and stays when it is certain', () => {
    const seen = new Set(typed('999 000 0018').map(({ shared }) => shared));
    expect([...seen]).toEqual(['9', '99', '999', '999 ']);
    expect(left(after('999 000 0018'))).toEqual({ shared: '999 ', held: [{ at: 4, text: '000 0018' }], out: [] });
  });

  test('what comes before and after flows', () => {
    expect(after('For 999 000 0018 on Saturday').shared).toBe('For 999  on Saturday');
    const words = after('999 000 0018');
    expect(after('Call ', { words, at: 0 })).toMatchObject({ shared: 'Call 999 ', held: [{ at: 9 }] });
  });

  test.each([
    ['2026 ', '2026 '],
    ['room B80,', 'room B80,'],
    ['ruth@n ', 'ruth@n '],
    ['0161 4', '0161 4'],
    ['99900000181', '99900000181'],
  ])('the letter that rules it out lets all of it go: %s', (text, shared) => {
    expect(after(text)).toMatchObject({ shared, held: [] });
  });

  test('leaving lets go what only might have become one', () => {
    expect(after('In 2026').shared).toBe('In 202');
    expect(left(after('In 2026'))).toMatchObject({ shared: 'In 2026', held: [] });
    expect(left(after('ruth@northbrook.example'))).toMatchObject({ shared: 'ruth@northbrook.example', held: [] });
  });

  test('going on elsewhere in the card does not let it go', () => {
    const words = after('At 999 000 00');
    expect(after('Today: ', { words, at: 0 })).toMatchObject({ shared: 'Today: At 999 ', held: [{ text: '000 00' }] });
  });

  test('digits may be put in and taken out in the middle of it', () => {
    const words = after('999 000 001');
    const edited = (at: number, remove: number, insert: string): string[] => {
      const caret = at + insert.length;
      return heldOf(withLocal(words, { at, remove, insert }, (letters) => whatStays(letters, caret, HOLD)));
    };
    expect(edited(6, 1, '')).toEqual(['00 001']);
    expect(edited(6, 0, '7')).toEqual(['0070 001']);
    expect(edited(6, 0, 'x')).toEqual([]);
  });

  test('where the rule is to warn, a number waits until the next letter and then goes', () => {
    expect(after('999 000 0018', { rules: WARN }).shared).toBe('999 ');
    expect(after('999 000 0018 ', { rules: WARN })).toMatchObject({ shared: '999 000 0018 ', held: [] });
    expect(left(after('999 000 0018', { rules: WARN }), WARN).shared).toBe('999 000 0018');
  });
});

describe('[H3] what is certain', () => {
  test.each([
    ['999 000 0018', ['999 000 0018']],
    ['For B801200005001, please', ['B801200005001']],
    ['born 12/03/2014 and 999 000 0026', ['12/03/2014', '999 000 0026']],
  ])('stays, pasted or imported: %s', (text, held) => {
    expect(heldOf(put(text, text.length))).toEqual(held);
    expect(heldOf(put(text, null))).toEqual(held);
  });

  test('goes once its kind is cleared, and others stay', () => {
    const words = put('born 12/03/2014 and 999 000 0026', null);
    expect(heldOf(left(words, { rule: 'hold', cleared: ['nhsNumber'] }))).toEqual(['12/03/2014']);
  });

  test.each(['M1 1AE', 'Write to ruth@northbrook.example', 'Ref 9990000018'])('low confidence flows: %s', (text) => {
    expect(put(text, null)).toMatchObject({ shared: text, held: [] });
    expect(put(`${text} `, text.length + 1)).toMatchObject({ shared: `${text} `, held: [] });
  });

  test('the word that would make shared digits certain stays, and what follows flows', () => {
    const words: Words = { shared: ' is 9990000018', held: [] };
    const now = after('number for us', { words, at: 0 });
    expect(localText(now)).toBe('number for us is 9990000018');
    expect(now).toMatchObject({ shared: 'numbe for us is 9990000018', held: [{ at: 5, text: 'r' }] });
    expect(left(now).held).toHaveLength(1);
    expect(left(now, { rule: 'hold', cleared: ['nhsNumber'] }).shared).toBe(localText(now));
  });

  test('nothing that is put in makes a certain identifier in the document', () => {
    const piece = fc.constantFrom(
      '999 000 0018',
      '9990000026',
      'B801200005001',
      'born ',
      ' dob',
      '12/03/2014',
      'NHS ',
      'number',
      'Ref ',
      '9',
      '0',
      ' ',
      'x',
    );
    const edits = fc.array(fc.record({ piece, at: fc.nat(60), letters: fc.boolean() }), { maxLength: 12 });
    fc.assert(
      fc.property(edits, fc.boolean(), (all, leaves) => {
        let words = EMPTY;
        for (const { piece: text, at, letters } of all) {
          const place = Math.min(at, localText(words).length);
          if (letters) words = after(text, { words, at: place });
          else {
            const caret = place + text.length;
            words = withLocal(words, { at: place, remove: 0, insert: text }, (now) => whatStays(now, caret, HOLD));
          }
          if (leaves) words = left(words);
          expect(scan(words.shared).filter(({ confidence }) => confidence === 'high')).toEqual([]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('nothing stays of ordinary words, typed or pasted', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z ,.!?'-]{0,40}$/), (text) => {
        expect(after(text)).toMatchObject(text === '' ? EMPTY : { shared: text, held: [] });
        expect(put(text, text.length)).toMatchObject({ shared: text, held: [] });
      }),
    );
  });
});
