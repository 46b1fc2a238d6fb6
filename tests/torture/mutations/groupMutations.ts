import type { Mutation } from './mutation.ts';

const MAKING = 'src/lib/domain/sessions/groups/makeGroups.ts';
const RULES = ['src/lib/domain/sessions/groups/makeGroups.test.ts'];
const LIVE = ['src/lib/domain/sessions/groups/group.test.ts'];
const SERVICE = ['tests/services/sessionGroups.test.ts'];

export const groupMutations: readonly Mutation[] = [
  {
    law: 'F60',
    name: 'groups are made anew by whoever asks last',
    file: 'server/services/sessionGroups.ts',
    find: "if (!how || (before?.made ?? '') !== known) return null;",
    replace: 'if (!how) return null;',
    tests: SERVICE,
  },
  {
    law: 'F61',
    name: 'mixed groups are dealt out as chance has it',
    file: MAKING,
    find: "const order = how === 'random' ?",
    replace: "const order = how !== 'hand' ?",
    tests: RULES,
  },
  {
    law: 'F62',
    name: 'whoever comes late goes to the smallest group, whoever is missed in another',
    file: MAKING,
    find: "const side = how === 'mixed' ? sideOf(kind) : null;",
    replace: "const side = how === 'hand' ? sideOf(kind) : null;",
    tests: RULES,
  },
  {
    law: 'F62',
    name: 'a guest who was taken off the board stays in their group',
    file: 'server/services/groupKeeper.ts',
    find: "events.on('guests.changed', ({ boardId }) => this.#soon(() => this.#prune(boardId))),",
    replace: '',
    tests: SERVICE,
  },
  {
    law: 'F63',
    name: 'groups stay out after they were called back',
    file: 'src/lib/domain/sessions/groups/liveGroups.ts',
    find: 'out: list.length > 0 && back !== current.began',
    replace: "out: list.length > 0 && back !== ''",
    tests: LIVE,
  },
  {
    law: 'F63',
    name: 'everyone is called to everyone’s group',
    file: 'server/sync/listenForAccess.ts',
    find: 'if (only && !only.includes(connection.actorId)) continue;',
    replace: 'void only;',
    tests: ['tests/sync/gathering.test.ts'],
  },
  {
    law: 'F64',
    name: 'who was in which group is kept after the session',
    file: 'server/services/sessionSteps.ts',
    find: 'await within.groups.forgetMembers(session.id);',
    replace: '',
    tests: SERVICE,
  },
  {
    law: 'F65',
    name: 'a group’s own board is for everyone in the partnership',
    file: 'server/services/groupPlaces.ts',
    find: ', scope: board.scope }',
    replace: ' }',
    tests: SERVICE,
  },
  {
    law: 'F65',
    name: 'groups work on boards of their own while all write privately',
    file: 'src/lib/domain/sessions/groups/liveGroups.ts',
    find: "return rules.writing === 'open' && rules.vote === null;",
    replace: 'return rules.vote === null;',
    tests: LIVE,
  },
  {
    law: 'F66',
    name: 'cards come from boards that who gathers may not read',
    file: 'server/services/groupPlaces.ts',
    find: "if (!board || !can(actor, 'board.read', subjectOf(board))) return [];",
    replace:
      'if (!board || !can(actor, "board.read", { ...subjectOf(board), scope: { open: "partnership" } })) return [];',
    tests: SERVICE,
  },
];
