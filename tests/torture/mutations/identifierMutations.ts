import type { Mutation } from './mutation.ts';

const BOARDS = 'src/lib/domain/boards';
const SYNC = 'server/sync';
const OVER_SYNC = ['tests/sync/identifiers.test.ts'];

export const identifierMutations: readonly Mutation[] = [
  {
    law: 'S44',
    name: 'identifiers are taken out only after the update that brought them',
    file: `${SYNC}/intake.ts`,
    find: 'applied.takenOut = withSenders(takeOutIdentifiers(document.doc, transaction), changes);',
    replace:
      "document.doc.once('afterAllTransactions', () => document.doc.transact(() => " +
      '(applied.takenOut = withSenders(takeOutIdentifiers(document.doc, transaction), changes))));',
    tests: OVER_SYNC,
  },
  {
    law: 'S44',
    name: 'a change of the setting waits until everyone has left',
    file: `${SYNC}/listenForAccess.ts`,
    find: '  room.follow(identifiers);',
    replace: '  if (room.connections.size === 0) room.follow(identifiers);',
    tests: OVER_SYNC,
  },
  {
    law: 'S44',
    name: 'nothing is taken out of tags and descriptions',
    file: `${BOARDS}/screening.ts`,
    find: 'else map.delete(field);',
    replace: '',
    tests: [...OVER_SYNC, `${BOARDS}/screening.test.ts`],
  },
  {
    law: 'S44',
    name: 'what its writer cleared is taken out too',
    file: `${BOARDS}/screening.ts`,
    find: "readLook(map.get('look')).cleared ?? []",
    replace: "readLook(map.get('look')).cleared?.slice(0, 0) ?? []",
    tests: OVER_SYNC,
  },
  {
    law: 'S44',
    name: 'what is explained only once something went stays',
    file: `${BOARDS}/screenWords.ts`,
    find: 'if (found.length === 0) break;',
    replace: 'if (found.length === 0 || round > 0) break;',
    tests: [`${BOARDS}/screenWords.test.ts`],
  },
  {
    law: 'S44',
    name: 'a place that was remembered before an update came is taken for the right one',
    file: `${BOARDS}/screening.ts`,
    find: 'text.applyDelta(change);',
    replace: 'text.delete(from, to - from);',
    tests: [`${BOARDS}/screening.test.ts`],
  },
  {
    law: 'S49',
    name: 'who is joining when the setting changes keeps what hello said',
    file: `${SYNC}/listenForAccess.ts`,
    find: "  room.dismiss(({ state }) => state !== 'live', 'accessChanged');",
    replace: '',
    tests: OVER_SYNC,
  },
  {
    law: 'S45',
    name: 'everyone who wrote in the turn is told',
    file: `${SYNC}/intake.ts`,
    find: 'reach.filter((sent) => found.touched.some((id) => reaches(sent.reach, id)))',
    replace: 'reach.filter(() => found.touched.length > 0)',
    tests: OVER_SYNC,
  },
  {
    law: 'S45',
    name: 'the writer keeps what was taken out',
    file: `${SYNC}/room.ts`,
    find: '(taken?.corrected ?? false) || turn.takenOut.length > 0',
    replace: 'taken?.corrected ?? false',
    tests: OVER_SYNC,
  },
  {
    law: 'S45',
    name: 'who only wrote the beginning earlier is told too',
    file: `${BOARDS}/screening.ts`,
    find: 'if (isNew || isNowDeleted(id, transaction)) found.push(id);',
    replace: 'found.push(id);',
    tests: [`${BOARDS}/screening.test.ts`],
  },
];
