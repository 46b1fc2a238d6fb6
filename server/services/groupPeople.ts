import { organisationKindOf } from '../../src/lib/domain/guests/guest.ts';
import type { Grouped } from '../../src/lib/domain/sessions/groups/group.ts';
import { voterKindOf } from '../../src/lib/domain/sessions/votes/voterGroup.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { readersOf } from './reviewers.ts';

/** Somebody who can be in a group of a session, by name. */
export interface GroupPerson extends Grouped {
  name: string;
  isGuest: boolean;
}

/** Those of the actors who can be in a group: members who may read the board, and its guests who are in. */
export async function groupable(
  repos: Repos,
  board: BoardRecord,
  actorIds: Iterable<string>,
): Promise<Map<string, GroupPerson>> {
  const asked = new Set(actorIds);
  const members = await repos.memberships.members(board.partnershipId);
  const people = readersOf(board, members)
    .filter(({ id }) => asked.has(id))
    .map(({ id, name, organisationKind }) => {
      return { id, name, kind: voterKindOf(organisationKind, null), isGuest: false };
    });
  const guests = (await repos.guests.byIds([...asked]))
    .filter(
      ({ boardId, removedAt, waitingSince, personId }) =>
        boardId === board.id && removedAt === null && waitingSince === null && personId === null,
    )
    .map(({ id, name, kind }) => ({ id, name, kind: voterKindOf(organisationKindOf(kind), kind), isGuest: true }));
  return new Map([...people, ...guests].map((person) => [person.id, person]));
}
