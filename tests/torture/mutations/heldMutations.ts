import type { Mutation } from './mutation.ts';

const HELD = 'src/lib/board/held';
const BOOK = `${HELD}/heldBook.test.ts`;

export const heldMutations: readonly Mutation[] = [
  {
    law: 'H1',
    name: 'what others insert where words are held comes before them',
    file: `${HELD}/heldWords.ts`,
    find: 'stretch.at > place ?',
    replace: 'stretch.at >= place ?',
    tests: [`${HELD}/heldWords.test.ts`],
  },
  {
    law: 'H2',
    name: 'going on elsewhere lets go what waits',
    file: `${HELD}/whatStays.ts`,
    find: 'if (from !== null && from < run.to) ranges.push(run);',
    replace: '',
    tests: [`${HELD}/whatStays.test.ts`],
  },
  {
    law: 'H3',
    name: 'a word beside shared digits is not looked at',
    file: `${HELD}/whatStays.ts`,
    find: 'for (const range of telling(letters, stays, rules)) keep(range);',
    replace: '',
    tests: [`${HELD}/whatStays.test.ts`],
  },
  {
    law: 'H4',
    name: 'a step back loses the words that were let go',
    file: `${HELD}/undone.ts`,
    find: 'this.#released.set(key, words)',
    replace: 'this.#released.delete(key)',
    tests: [BOOK],
  },
  {
    law: 'H5',
    name: 'a tab does not ask whether another let the words go',
    file: `${HELD}/heldBook.ts`,
    find: 'return this.#carets.has(key) || this.#options.store.read().some((row) => keyOf(row) === key);',
    replace: 'return key !== null;',
    tests: [BOOK],
  },
  {
    law: 'H6',
    name: 'held words stay where they are when others write before them',
    file: `${HELD}/heldBook.ts`,
    find: 'if (entry && held.length > 0) this.#put({ ...entry, held });',
    replace: '',
    tests: [BOOK],
  },
];
