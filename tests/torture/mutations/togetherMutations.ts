import type { Mutation } from './mutation.ts';

export const togetherMutations: readonly Mutation[] = [
  {
    law: 'S48',
    name: 'whoever calls everyone is called too',
    file: 'server/sync/listenForAccess.ts',
    find: "if (connection.state !== 'live' || connection.actorId === by) continue;",
    replace: "if (connection.state !== 'live') continue;",
    tests: ['tests/sync/gathering.test.ts'],
  },
  {
    law: 'S48',
    name: 'everyone who may read may call everyone',
    file: 'server/services/boards.ts',
    find: "await this.#board(actor, { slug, id, action: 'session.run' });",
    replace: "await this.#board(actor, { slug, id, action: 'board.read' });",
    tests: ['tests/services/boards.test.ts'],
  },
];
