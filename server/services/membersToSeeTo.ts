import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { MemberKey, MemberRecord } from '../storage/repos/membershipRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { organisationsFor } from './organisationSubjects.ts';

/** A member, and whether the actor sees to the people of their organisation. `notFound` when they are none. */
export async function memberIn(
  repos: Repos,
  actor: Actor,
  { partnershipId, personId }: MemberKey,
): Promise<{ member: MemberRecord; seesTo: boolean }> {
  const member = (await repos.memberships.members(partnershipId)).find(({ id }) => id === personId);
  if (!member) throw new DomainError('notFound');
  return {
    member,
    seesTo: await seesToPeopleOf(repos, actor, { partnershipId, organisationId: member.organisationId }),
  };
}

/** A member whose organisation's people the actor sees to. Throws `notAllowed` when they do not. */
export async function memberToSeeTo(repos: Repos, actor: Actor, key: MemberKey): Promise<MemberRecord> {
  const { member, seesTo } = await memberIn(repos, actor, key);
  if (!seesTo) throw new DomainError('notAllowed');
  return member;
}

/** Whether the actor gives rights to the people of an organisation. */
export async function seesToPeopleOf(
  repos: Repos,
  actor: Actor,
  { partnershipId, organisationId }: { partnershipId: string; organisationId: string },
): Promise<boolean> {
  const subjects = await organisationsFor(repos, partnershipId);
  const at = subjects.find(({ organisation }) => organisation.id === organisationId);
  return at !== undefined && can(actor, 'organisation.people', at.subject);
}
