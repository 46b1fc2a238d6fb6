import type { PersonActor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import type { Adult } from '../../src/lib/domain/guests/guestLink.ts';
import type { Reviewer } from '../../src/lib/domain/takenOff/takenOff.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { MemberRecord } from '../storage/repos/membershipRepo.ts';
import { subjectOf } from './authorise.ts';

/** Who of the members may review what is taken off a board: those who may take things off it. */
export function reviewersOf(board: BoardRecord, members: readonly MemberRecord[]): Reviewer[] {
  const may = (member: MemberRecord) => can(asActor(member, board.partnershipId), 'board.takeOff', subjectOf(board));
  return members.filter(may).map(({ id, name }) => ({ id, name }));
}

/** Who of the members may see to the guests of a board: the adults a link for young people can name. */
export function keepersOf(board: BoardRecord, members: readonly MemberRecord[]): Adult[] {
  const may = (member: MemberRecord) => can(asActor(member, board.partnershipId), 'board.guests', subjectOf(board));
  return members.filter(may).map(({ id, name, organisation }) => ({ id, name, organisation }));
}

/** Who of the members may read a board. */
export function readersOf(board: BoardRecord, members: readonly MemberRecord[]): MemberRecord[] {
  const may = (member: MemberRecord) => can(asActor(member, board.partnershipId), 'board.read', subjectOf(board));
  return members.filter(may);
}

/** A member as the rules know them, for one partnership. */
export function asActor({ role, ...member }: MemberRecord, partnershipId: string): PersonActor {
  return { kind: 'person', ...member, operator: false, roles: { [partnershipId]: role } };
}
