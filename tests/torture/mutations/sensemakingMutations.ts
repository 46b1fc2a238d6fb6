import type { Mutation } from './mutation.ts';

const OPERATIONS = 'src/lib/domain/boards/operations';
const GROUPS = [`${OPERATIONS}/planGroups.test.ts`];
const SENSE = ['src/lib/board/sense/sense.test.ts'];
const VOTE_SERVICE = ['tests/services/ballotCards.test.ts'];

/** Of groups, axes, words of others, and votes about single cards. */
export const sensemakingMutations: readonly Mutation[] = [
  {
    law: 'F70',
    name: 'cards of a group that is merged go with it',
    file: `${OPERATIONS}/planGroups.ts`,
    find: 'return { group: group.id, at, size, placements, gone };',
    replace:
      'return { group: group.id, at, size, placements, gone: [...gone, ...members.slice(-1).map(({ id }) => id)] };',
    tests: GROUPS,
  },
  {
    law: 'F71',
    name: 'several operations are several changes',
    file: 'src/lib/domain/boards/boardDoc.ts',
    find: '    this.#change(origin, operations);',
    replace: '    operations();',
    tests: GROUPS,
  },
  {
    law: 'F72',
    name: 'the smallest of merged groups stays',
    file: `${OPERATIONS}/planGroups.ts`,
    find: 'count(most) >= count(one) ? most : one',
    replace: 'count(most) <= count(one) ? most : one',
    tests: GROUPS,
  },
  {
    law: 'F73',
    name: 'cards that were grouped are not voted on',
    file: 'server/services/stepBallots.ts',
    find: ' || inPlay(within)',
    replace: '',
    tests: VOTE_SERVICE,
  },
  {
    law: 'F74',
    name: 'what has the fewest votes comes first',
    file: `${OPERATIONS}/planSorted.ts`,
    find: '(b.mean ?? b.total) - (a.mean ?? a.total)',
    replace: '(a.mean ?? a.total) - (b.mean ?? b.total)',
    tests: [`${OPERATIONS}/planSorted.test.ts`, ...SENSE],
  },
  {
    law: 'F75',
    name: 'up is low',
    file: 'src/lib/domain/boards/geometry/axes.ts',
    find: 'y: bandAt(bandsOf(axes.y), 1 - (y - plot.y) / plot.h),',
    replace: 'y: bandAt(bandsOf(axes.y), (y - plot.y) / plot.h),',
    tests: [`${OPERATIONS}/planOnAxes.test.ts`],
  },
  {
    law: 'F76',
    name: 'words of others are written down while people write privately',
    file: 'src/lib/board/sense/scribing.ts',
    find: "const isPrivate = !session || session.now.rules.writing === 'private';",
    replace: 'const isPrivate = !session;',
    tests: SENSE,
  },
  {
    law: 'F77',
    name: 'the cards that were chosen are not those that are voted on',
    file: 'server/services/stepBallots.ts',
    find: '(picked.length > 0 ? picked : own)',
    replace: 'own',
    tests: VOTE_SERVICE,
  },
];
