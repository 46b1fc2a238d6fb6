import fc from 'fast-check';
import { expect } from 'vitest';
import type { Database } from '../../server/storage/database.ts';
import type { Repos } from '../../server/storage/repos.ts';
import { openRepos } from '../../server/storage/repos.ts';
import type { PersonActor, Role } from '../../src/lib/domain/access/actor.ts';
import { ROLES } from '../../src/lib/domain/access/actor.ts';
import type { Scope } from '../../src/lib/domain/access/scope.ts';
import type { VisitRole } from '../../src/lib/domain/partnerships/operatorVisit.ts';
import { VISIT_ROLES } from '../../src/lib/domain/partnerships/operatorVisit.ts';
import type { World } from './builders.ts';
import { dayIn } from '../../src/lib/domain/shared/day.ts';

/** When everything in a situation was made, and when it is asked about. */
export const AT = '2026-11-24T12:00:00.000Z';
const LATER = '2026-11-24T16:00:00.000Z';
export const NOW = '2026-11-24T13:00:00.000Z';
const [PEOPLE, ORGANISATIONS] = [4, 3];
export const PARTNERSHIPS = 2;

/** People with roles in partnerships that have boards, by chance. */
export interface Situation {
  /** The organisation of each person. */
  employers: number[];
  /** Role of each person in each partnership, or none. */
  roles: (Role | null)[][];
  /** Operators who are in a partnership for a while, or were. */
  visits: { person: number; partnership: number; role: VisitRole; over: boolean }[];
  boards: { partnership: number; archived: boolean; scope: Scope }[];
}

/** The id of one of them. */
export const nameOf = (what: string, index: number) => `${what}-${index}`;
const some = (what: string, count: number) =>
  fc.subarray(Array.from({ length: count }, (_, index) => nameOf(what, index)));

export const situations: fc.Arbitrary<Situation> = fc.record({
  employers: fc.array(fc.nat(ORGANISATIONS - 1), { minLength: PEOPLE, maxLength: PEOPLE }),
  roles: fc.array(
    fc.array(fc.option(fc.constantFrom(...ROLES)), { minLength: PARTNERSHIPS, maxLength: PARTNERSHIPS }),
    { minLength: PEOPLE, maxLength: PEOPLE },
  ),
  visits: fc.uniqueArray(
    fc.record({
      person: fc.nat(PEOPLE - 1),
      partnership: fc.nat(PARTNERSHIPS - 1),
      role: fc.constantFrom(...VISIT_ROLES),
      over: fc.boolean(),
    }),
    { maxLength: 4, selector: ({ person, partnership }) => `${person} ${partnership}` },
  ),
  boards: fc.array(
    fc.record({
      partnership: fc.nat(PARTNERSHIPS - 1),
      archived: fc.boolean(),
      scope: fc.oneof(
        fc.constant<Scope>({ open: 'partnership' }),
        fc.record({
          open: fc.constant('named' as const),
          people: some('person', PEOPLE),
          organisations: some('organisation', ORGANISATIONS),
        }),
      ),
    }),
    { maxLength: 6 },
  ),
});

/** Writes a situation, asks, and takes it all back. */
export async function inSituation(
  world: World,
  situation: Situation,
  ask: (repos: Repos, db: Database) => Promise<void>,
): Promise<void> {
  const undo = new Error('undo');
  const done = world.app.db.transaction().execute(async (transaction) => {
    const repos = openRepos(transaction);
    for (let index = 0; index < ORGANISATIONS; index++) {
      const id = nameOf('organisation', index);
      await repos.organisations.create({ id, name: id, kind: 'other', footprint: [] }, AT);
    }
    for (let index = 0; index < PARTNERSHIPS; index++) {
      const id = nameOf('partnership', index);
      await repos.partnerships.create({ id, slug: id, name: id, purpose: '' }, AT);
    }
    for (const [index, employer] of situation.employers.entries()) {
      const id = nameOf('person', index);
      const organisationId = nameOf('organisation', employer);
      await repos.people.create({
        id,
        name: id,
        email: id,
        organisationId,
        operator: true,
        passwordHash: '',
        at: AT,
      });
      for (const [place, role] of (situation.roles[index] ?? []).entries()) {
        if (!role) continue;
        const partnershipId = nameOf('partnership', place);
        await repos.partnerships.addOrganisation(partnershipId, organisationId, AT);
        await repos.memberships.set({ partnershipId, personId: id, role }, AT);
      }
    }
    for (const [index, { partnership, archived, scope }] of situation.boards.entries()) {
      const id = nameOf('board', index);
      const partnershipId = nameOf('partnership', partnership);
      await repos.boards.create({ id, partnershipId, title: id, template: null, by: null, at: AT });
      if (archived) await repos.boards.setArchived(id, AT);
      await repos.boards.setScope(id, scope);
    }
    await addVisits(repos, situation);
    await ask(repos, transaction);
    throw undo;
  });
  await expect(done).rejects.toBe(undo);
}

async function addVisits(repos: Repos, { visits }: Situation): Promise<void> {
  for (const [index, { person, partnership, role, over }] of visits.entries()) {
    const about = { id: nameOf('visit', index), partnershipId: nameOf('partnership', partnership), role };
    const endsAt = over ? AT : LATER;
    await repos.operatorEntries.add({
      ...{ ...about, personId: nameOf('person', person), reason: 'To see', enteredAt: AT, endsAt },
    });
  }
}

/** A person with the roles and visits that the door would find. */
export async function actorIn(repos: Repos, { employers }: Situation, index: number): Promise<PersonActor> {
  const id = nameOf('person', index);
  const organisationId = nameOf('organisation', employers[index] ?? 0);
  const memberships = await repos.memberships.rolesOf(id, dayIn(NOW));
  const visits = (await repos.operatorEntries.ofPerson(id, NOW)).filter((visit) => !memberships[visit.partnershipId]);
  const roles = { ...memberships, ...Object.fromEntries(visits.map((visit) => [visit.partnershipId, visit.role])) };
  const visiting = visits.map(({ partnershipId }) => partnershipId);
  return { kind: 'person', id, name: id, organisationId, organisationKind: 'other', operator: true, roles, visiting };
}
