import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TextChange } from '$lib/domain/boards/textChange';
import { carryOver } from './composition';

function apply(text: string, { at, remove, insert }: TextChange): string {
  return text.slice(0, at) + insert + text.slice(at + remove);
}

describe('[B11] what was composed while others wrote', () => {
  test('goes in once, takes away only what it was to take away, and loses nothing of theirs', () => {
    const edit = fc.record({ at: fc.nat(20), remove: fc.nat(5), count: fc.nat(4) });
    fc.assert(
      fc.property(fc.nat(12), edit, fc.array(edit, { maxLength: 4 }), (length, own, others) => {
        // Every letter is used once, so that each can be told from all others afterwards.
        let next = 0x4e00;
        const letters = (count: number) => Array.from({ length: count }, () => String.fromCharCode(next++)).join('');
        const before = letters(length);
        const fit = (text: string, { at, remove, count }: typeof own): TextChange => {
          const start = Math.min(at, text.length);
          return { at: start, remove: Math.min(remove, text.length - start), insert: letters(count) };
        };
        const change = fit(before, own);
        const removed = before.slice(change.at, change.at + change.remove);
        let now = before;
        const remote = others.map((other) => {
          const fitted = fit(now, other);
          now = apply(now, fitted);
          return fitted;
        });
        const after = carryOver(change, remote).reduce(apply, now);
        const kept = [...now].filter((letter) => !removed.includes(letter)).join('');
        expect([...after].filter((letter) => !change.insert.includes(letter)).join('')).toBe(kept);
        expect(after.includes(change.insert)).toBe(true);
        expect(after.length).toBe(kept.length + change.insert.length);
      }),
      { numRuns: 3_000 },
    );
  });

  test('is itself when nobody wrote', () => {
    expect(carryOver({ at: 2, remove: 1, insert: 'é' }, [])).toEqual([{ at: 2, remove: 1, insert: 'é' }]);
  });

  test('leaves alone what another wrote inside the words it replaces', () => {
    const parts = carryOver({ at: 0, remove: 4, insert: 'care' }, [{ at: 2, remove: 0, insert: 'XY' }]);
    expect(parts.reduce(apply, 'caXYer')).toBe('careXY');
  });
});
