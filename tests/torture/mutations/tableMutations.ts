import type { Mutation } from './mutation.ts';

const TABLES = ['tests/services/tables.test.ts'];

export const tableMutations: readonly Mutation[] = [
  {
    law: 'F90',
    name: 'a device that people share does what its link allows',
    file: 'src/lib/domain/guests/guest.ts',
    find: "return muted || sharedBy > 1 ? 'look' : link.right;",
    replace: "return muted ? 'look' : link.right;",
    tests: TABLES,
  },
  {
    law: 'F91',
    name: 'private cards of an earlier turn are shown in a later',
    file: 'server/services/ownSheets.ts',
    find: 'return since === null ? cards :',
    replace: 'return since !== null ? cards :',
    tests: TABLES,
  },
  {
    law: 'F91',
    name: 'a turn that is over opens its pages still',
    file: 'server/services/tables.ts',
    find: 'await within.seatTurns.endOn(device.id);',
    replace: '',
    tests: TABLES,
  },
  {
    law: 'F92',
    name: 'a number votes again in another turn',
    file: 'server/services/votes.ts',
    find: '(before !== null && before !== turn)',
    replace: 'before === turn + turn',
    tests: TABLES,
  },
  {
    law: 'F92',
    name: 'more people than it is for have a turn on a device',
    file: 'server/services/tables.ts',
    find: 'taken.length >= device.sharedBy || ',
    replace: '',
    tests: TABLES,
  },
  {
    law: 'F93',
    name: 'a late card without an author goes up alone',
    file: 'src/lib/domain/sessions/lateCards.ts',
    find: 'writers.length >= LATE_WRITERS &&',
    replace: '',
    tests: ['tests/services/lateCards.test.ts'],
  },
  {
    law: 'F94',
    name: 'cards from paper go on the board while others write privately',
    file: 'server/services/paperCards.ts',
    find: "secret.state !== 'revealed' ? secret.round : null",
    replace: "secret.state === 'revealed' ? secret.round : null",
    tests: ['tests/services/paperCards.test.ts'],
  },
  {
    law: 'F95',
    name: 'everybody is told how many came of each kind',
    file: 'src/lib/domain/sessions/attendance.ts',
    find: 'counts: named ? counts',
    replace: 'counts: attenders ? counts',
    tests: ['src/lib/domain/sessions/attendance.test.ts'],
  },
  {
    law: 'F96',
    name: 'what was left with its writers is revealed all the same',
    file: 'server/services/sealedRounds.ts',
    find: 'if (!round || round.leftAt !== null)',
    replace: 'if (!round)',
    tests: ['tests/services/sealedRounds.test.ts'],
  },
];
