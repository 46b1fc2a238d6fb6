import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { words } from '../../../../tests/support/boards.ts';
import type { TextChange } from './textChange.ts';
import { caretAfter, cutText, fitChange, smallestChange } from './textChange.ts';

function apply(text: string, { at, remove, insert }: TextChange): string {
  return text.slice(0, at) + insert + text.slice(at + remove);
}

const isWhole = (text: string) => text.isWellFormed();

/** A pair of texts, one an edit of the other as often as not, and a caret anywhere. */
const edits = fc
  .tuple(words(), words(8), fc.nat(40), fc.nat(8), words(), fc.boolean(), fc.nat(45))
  .map(([before, insert, at, remove, other, unrelated, caret]) => {
    const letters = [...before];
    letters.splice(Math.min(at, letters.length), remove, insert);
    return { before, after: unrelated ? other : letters.join(''), caret };
  });

describe('the smallest change', () => {
  test('[B10] turns the one text into the other, wherever the caret stands', () => {
    fc.assert(
      fc.property(edits, ({ before, after, caret }) => {
        const change = smallestChange(before, after, caret);
        expect(change === null ? before : apply(before, change)).toBe(after);
      }),
      { numRuns: 2_000 },
    );
  });

  test('[B10] never splits a surrogate pair', () => {
    fc.assert(
      fc.property(edits, ({ before, after, caret }) => {
        const change = smallestChange(before, after, caret);
        if (!change) return;
        expect(isWhole(before.slice(0, change.at))).toBe(true);
        expect(isWhole(before.slice(change.at + change.remove))).toBe(true);
        expect(isWhole(change.insert)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('touches no more than what differs, but for the other half of a pair', () => {
    fc.assert(
      fc.property(edits, ({ before, after, caret }) => {
        const change = smallestChange(before, after, caret);
        if (!change) return;
        let head = 0;
        while (head < Math.min(before.length, after.length) && before[head] === after[head]) head++;
        let tail = 0;
        const room = Math.min(before.length, after.length) - head;
        while (tail < room && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
        const least = before.length + after.length - 2 * (head + tail);
        expect(change.remove + change.insert.length).toBeLessThanOrEqual(least + 4);
      }),
    );
  });

  test('[B10] is the letter just typed, also among letters like it', () => {
    fc.assert(
      fc.property(words(), fc.constantFrom('a', 'l', '😀'), fc.nat(30), (text, letter, place) => {
        const letters = [...text];
        const before = letters.slice(0, place).join('');
        const at = before.length;
        const after = before + letter + letters.slice(place).join('');
        expect(smallestChange(text, after, at + letter.length)).toEqual({ at, remove: 0, insert: letter });
      }),
    );
    expect(smallestChange('hello', 'helllo', 3)).toEqual({ at: 2, remove: 0, insert: 'l' });
    expect(smallestChange('hello', 'helllo', 5)).toEqual({ at: 4, remove: 0, insert: 'l' });
  });

  test('is the letter just taken away, also among letters like it', () => {
    expect(smallestChange('aaaa', 'aaa', 1)).toEqual({ at: 1, remove: 1, insert: '' });
    expect(smallestChange('aaaa', 'aaa', 3)).toEqual({ at: 3, remove: 1, insert: '' });
  });

  test('replaces a whole emoji by another that shares its first half', () => {
    expect(smallestChange('a😀b', 'a😁b', 3)).toEqual({ at: 1, remove: 2, insert: '😁' });
  });

  test('is nothing when nothing changed', () => {
    expect(smallestChange('same', 'same', 2)).toBeNull();
  });
});

describe('a caret after a change by someone else', () => {
  test('keeps the text before it or after it, whichever was left alone', () => {
    fc.assert(
      fc.property(edits, fc.nat(30), ({ before, after }, place) => {
        const change = smallestChange(before, after, 0);
        if (!change) return;
        const caret = Math.min(place, before.length);
        const moved = caretAfter(caret, change);
        if (caret <= change.at) expect(after.slice(0, moved)).toBe(before.slice(0, caret));
        else if (caret >= change.at + change.remove) expect(after.slice(moved)).toBe(before.slice(caret));
        else expect(moved).toBe(change.at + change.insert.length);
      }),
    );
  });

  test('stays before words inserted where it stands', () => {
    expect(caretAfter(3, { at: 3, remove: 0, insert: 'new' })).toBe(3);
  });
});

test('a text is cut without splitting a pair', () => {
  expect(cutText('ab😀', 4)).toBe('ab😀');
  expect(cutText('ab😀', 3)).toBe('ab');
  expect(cutText('ab😀', 2)).toBe('ab');
  fc.assert(fc.property(words(), fc.nat(30), (text, longest) => isWhole(cutText(text, longest))));
});

describe('a change fitted to a text', () => {
  test('is itself when it fits', () => {
    fc.assert(
      fc.property(edits, ({ before, after, caret }) => {
        const change = smallestChange(before, after, caret);
        if (change) expect(fitChange(before, change)).toEqual(change);
      }),
    );
  });

  test('stays inside the text and leaves no half pair behind, whatever was asked', () => {
    const number = fc.integer({ min: -5, max: 60 });
    fc.assert(
      fc.property(words(), number, number, (text, at, remove) => {
        const fitted = fitChange(text, { at, remove, insert: '' });
        expect(fitted.at >= 0 && fitted.remove >= 0 && fitted.at + fitted.remove <= text.length).toBe(true);
        expect(isWhole(text.slice(0, fitted.at))).toBe(true);
        expect(isWhole(text.slice(fitted.at + fitted.remove))).toBe(true);
      }),
    );
  });
});
