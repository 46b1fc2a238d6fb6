import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TextChange } from '$lib/domain/boards/textChange';
import type { Letters, Words } from './heldWords';
import { heldRanges, localText, toLocal, toShared, withLocal, withRemote } from './heldWords';

/** One thing that happens to a text while its writer has it open. */
type Event =
  | { is: 'typed'; at: number; remove: number; flows: number; stays: number }
  | { is: 'others'; at: number; remove: number; insert: number }
  | { is: 'released' }
  | { is: 'removed'; nth: number };

const place = fc.nat(40);
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      is: fc.constant('typed' as const),
      at: place,
      remove: fc.nat(4),
      flows: fc.nat(3),
      stays: fc.nat(3),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ is: fc.constant('others' as const), at: place, remove: fc.nat(6), insert: fc.nat(3) }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('released' as const) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('removed' as const), nth: fc.nat(5) }) },
);

/** Every letter is there once, so that each can be followed. Held ones are told by their range. */
class Table {
  words: Words = { shared: '', held: [] };
  released = new Set<string>();
  /** What the document has ever shown. */
  seen = '';
  #next = { flows: 0x4e00, stays: 0xac00, others: 0x3400 };

  letters(sort: 'flows' | 'stays' | 'others', count: number): string {
    return Array.from({ length: count }, () => String.fromCharCode(this.#next[sort]++)).join('');
  }

  play(one: Event): void {
    const { shared, held } = this.words;
    const local = localText(this.words);
    if (one.is === 'others') {
      const at = Math.min(one.at, shared.length);
      const remove = Math.min(one.remove, shared.length - at);
      const insert = this.letters('others', one.insert);
      const changes = [
        { at, remove, insert: '' },
        { at, remove: 0, insert },
      ];
      const after = withRemote(held, changes);
      this.words = { shared: shared.slice(0, at) + insert + shared.slice(at + remove), held: after.held };
      this.seen += insert;
      expect(applied(local, after.local)).toBe(localText(this.words));
      return;
    }
    if (one.is === 'released') return this.#edit({ at: 0, remove: 0, insert: '' }, () => true);
    if (one.is === 'removed') {
      const range = heldRanges(held)[one.nth];
      if (range) this.#edit({ at: range.from, remove: range.to - range.from, insert: '' });
      return;
    }
    const at = Math.min(one.at, local.length);
    const remove = Math.min(one.remove, local.length - at);
    this.#edit({ at, remove, insert: this.letters('flows', one.flows) + this.letters('stays', one.stays) });
  }

  #edit(change: TextChange, release: () => boolean = () => false): void {
    const local = localText(this.words);
    if (release()) for (const letter of heldLetters(this.words)) this.released.add(letter);
    const stays = ({ text }: Letters): boolean[] => Array.from(text, (letter) => isHeld(letter) && !release());
    const outcome = withLocal(this.words, change, stays);
    expect(applied(this.words.shared, outcome.out)).toBe(outcome.shared);
    expect(localText(outcome)).toBe(applied(local, [change]));
    this.seen += outcome.out.map(({ insert }) => insert).join('');
    this.words = outcome;
  }
}

const isHeld = (letter: string): boolean => letter >= '\uac00';
const heldLetters = ({ held }: Words): string => held.map(({ text }) => text).join('');

function applied(text: string, changes: readonly TextChange[]): string {
  return changes.reduce((now, { at, remove, insert }) => {
    expect(at + remove).toBeLessThanOrEqual(now.length);
    return now.slice(0, at) + insert + now.slice(at + remove);
  }, text);
}

describe('[H1] held words, whatever happens meanwhile', () => {
  test('are in the document only once they were let go, and then once', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const table = new Table();
        for (const one of events) {
          table.play(one);
          const early = [...table.seen].filter((letter) => isHeld(letter) && !table.released.has(letter));
          expect(early).toEqual([]);
          expect(new Set(table.seen).size).toBe(table.seen.length);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('with what is shared make the writer’s text, stretch by stretch in order', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const table = new Table();
        for (const one of events) {
          table.play(one);
          const { shared, held } = table.words;
          const local = localText(table.words);
          expect([...local].filter((letter) => !heldLetters(table.words).includes(letter)).join('')).toBe(shared);
          expect(held.map(({ at }) => at)).toEqual([...new Set(held.map(({ at }) => at))].sort((a, b) => a - b));
          expect(held.every(({ at, text }) => text !== '' && at <= shared.length)).toBe(true);
          for (const [nth, { from, to }] of heldRanges(held).entries()) {
            expect(local.slice(from, to)).toBe(held[nth]?.text);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('stand after release where their writer saw them', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const table = new Table();
        for (const one of events) table.play(one);
        const local = localText(table.words);
        table.play({ is: 'released' });
        expect(table.words).toMatchObject({ shared: local, held: [] });
      }),
      { numRuns: 1_000 },
    );
  });

  test('leave every place of the shared text a place in the writer’s, and back', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        const table = new Table();
        for (const one of events) table.play(one);
        const { shared, held } = table.words;
        for (let index = 0; index <= shared.length; index++) expect(toShared(held, toLocal(held, index))).toBe(index);
        for (let index = 0; index <= localText(table.words).length; index++) {
          expect(
            localText(table.words)
              .slice(0, index)
              .split('')
              .filter((l) => !heldLetters(table.words).includes(l)),
          ).toHaveLength(toShared(held, index));
        }
      }),
    );
  });

  test('go on from the left: what others put right there comes after', () => {
    const { held } = withRemote([{ at: 4, text: '0000' }], [{ at: 4, remove: 0, insert: 'today' }]);
    expect(localText({ shared: '999 today', held })).toBe('999 0000today');
  });
});
