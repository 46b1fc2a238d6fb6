import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TextChange } from '$lib/domain/boards/textChange';
import { carryOver } from './composition';

/** A letter that can be told from every other: where it comes from, and which one it is. */
interface Letter {
  from: 'base' | 'others' | 'mine';
  nth: number;
}

interface Situation {
  base: Letter[];
  mine: { at: number; remove: number; insert: number };
  others: { at: number; remove: number; insert: number }[];
}

const change = fc.record({ at: fc.nat(30), remove: fc.nat(6), insert: fc.nat(4) });
const situation: fc.Arbitrary<Situation> = fc.record({
  base: fc.nat(20).map((length) => Array.from({ length }, (_, nth): Letter => ({ from: 'base', nth }))),
  mine: change,
  others: fc.array(change, { maxLength: 6 }),
});

/** Plays it out with letters that keep their identity; the words given to `carryOver` are only as long as they are. */
function play({ base, mine, others }: Situation) {
  const counted = { others: 0, mine: 0 };
  const letters = (from: 'others' | 'mine', count: number): Letter[] =>
    Array.from({ length: count }, () => ({ from, nth: counted[from]++ }));
  const local = within(mine, base.length);
  const text = [...base];
  const remote: TextChange[] = [];
  for (const other of others) {
    const { at, remove, insert } = within(other, text.length);
    text.splice(at, remove, ...letters('others', insert));
    remote.push({ at, remove, insert: 'o'.repeat(insert) });
  }
  const afterOthers = [...text];
  for (const part of carryOver({ ...local, insert: 'm'.repeat(local.insert) }, remote)) {
    expect(part.at + part.remove).toBeLessThanOrEqual(text.length);
    text.splice(part.at, part.remove, ...letters('mine', part.insert.length));
  }
  return { local, afterOthers, result: text, inserted: counted };
}

function within({ at, remove, insert }: Situation['mine'], length: number): Situation['mine'] {
  const start = Math.min(at, length);
  return { at: start, remove: Math.min(remove, length - start), insert };
}

describe('[B11] what was composed while others wrote', () => {
  test('what others inserted always survives, in its order', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const { afterOthers, result } = play(given);
        const theirs = (text: Letter[]) => text.filter(({ from }) => from === 'others').map(({ nth }) => nth);
        expect(theirs(result)).toEqual(theirs(afterOthers));
      }),
      { numRuns: 2_000 },
    );
  });

  test('what the writer inserted is there once, in one piece', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const { local, result, inserted } = play(given);
        expect(inserted.mine).toBe(local.insert);
        const places = result.flatMap(({ from }, index) => (from === 'mine' ? [index] : []));
        expect(places.every((place, nth) => nth === 0 || place === (places[nth - 1] ?? 0) + 1)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('what the writer removed is gone, and nothing else', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const { local, afterOthers, result } = play(given);
        const mineToRemove = ({ from, nth }: Letter) =>
          from === 'base' && nth >= local.at && nth < local.at + local.remove;
        const wanted = afterOthers.filter((letter) => !mineToRemove(letter));
        expect(result.filter(({ from }) => from !== 'mine')).toEqual(wanted);
      }),
      { numRuns: 2_000 },
    );
  });

  test('the writer’s words stay where they were put: after what was before them and before what was after', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const { local, result } = play(given);
        const first = result.findIndex(({ from }) => from === 'mine');
        if (first < 0) return;
        const before = result.slice(0, first).filter(({ from }) => from === 'base');
        const after = result.slice(first).filter(({ from }) => from === 'base');
        expect(before.every(({ nth }) => nth < local.at)).toBe(true);
        expect(after.every(({ nth }) => nth >= local.at + local.remove)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a word replaced by the keyboard keeps the letter somebody else put into it', () => {
    // "teh end": the keyboard makes "the" of "teh" while somebody types "x" inside the word: "texh end".
    const parts = carryOver({ at: 0, remove: 3, insert: 'the' }, [{ at: 2, remove: 0, insert: 'x' }]);
    let text = 'texh end';
    for (const { at, remove, insert } of parts) text = text.slice(0, at) + insert + text.slice(at + remove);
    expect([...text].sort()).toEqual([...'thex end'].sort());
    expect(text).toContain('the');
    expect(text).toContain('x');
  });

  test('is itself when nobody wrote', () => {
    expect(carryOver({ at: 2, remove: 1, insert: 'é' }, [])).toEqual([{ at: 2, remove: 1, insert: 'é' }]);
  });
});
