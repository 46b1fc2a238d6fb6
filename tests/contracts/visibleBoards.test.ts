import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonActor, Role } from '../../src/lib/domain/access/actor.ts';
import { ROLES } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import type { Scope } from '../../src/lib/domain/access/scope.ts';
import { openRepos } from '../../server/storage/repos.ts';
import { World } from '../support/builders.ts';

const AT = '2026-11-24T12:00:00.000Z';
const [PEOPLE, ORGANISATIONS, PARTNERSHIPS] = [4, 3, 2];

interface Situation {
  /** The organisation of each person. */
  employers: number[];
  /** Role of each person in each partnership, or none. */
  roles: (Role | null)[][];
  boards: { partnership: number; archived: boolean; scope: Scope }[];
}

const name = (what: string, index: number) => `${what}-${index}`;
const some = (what: string, count: number) =>
  fc.subarray(Array.from({ length: count }, (_, index) => name(what, index)));

const situations: fc.Arbitrary<Situation> = fc.record({
  employers: fc.array(fc.nat(ORGANISATIONS - 1), { minLength: PEOPLE, maxLength: PEOPLE }),
  roles: fc.array(
    fc.array(fc.option(fc.constantFrom(...ROLES)), { minLength: PARTNERSHIPS, maxLength: PARTNERSHIPS }),
    { minLength: PEOPLE, maxLength: PEOPLE },
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

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.end());

/** Writes a situation, asks, and takes it all back. */
async function inSituation(situation: Situation, ask: (repos: ReturnType<typeof openRepos>) => Promise<void>) {
  const undo = new Error('undo');
  const done = world.app.db.transaction().execute(async (transaction) => {
    const repos = openRepos(transaction);
    for (let index = 0; index < ORGANISATIONS; index++) {
      const id = name('organisation', index);
      await repos.organisations.create({ id, name: id, kind: 'other', footprint: [] }, AT);
    }
    for (let index = 0; index < PARTNERSHIPS; index++) {
      const id = name('partnership', index);
      await repos.partnerships.create({ id, slug: id, name: id, purpose: '' }, AT);
    }
    for (const [index, employer] of situation.employers.entries()) {
      const id = name('person', index);
      const organisationId = name('organisation', employer);
      await repos.people.create({
        id,
        name: id,
        email: id,
        organisationId,
        operator: false,
        passwordHash: '',
        at: AT,
      });
      for (const [place, role] of (situation.roles[index] ?? []).entries()) {
        if (role) await repos.memberships.set({ partnershipId: name('partnership', place), personId: id, role }, AT);
      }
    }
    for (const [index, { partnership, archived, scope }] of situation.boards.entries()) {
      const id = name('board', index);
      const partnershipId = name('partnership', partnership);
      await repos.boards.create({ id, partnershipId, title: id, template: null, by: null, at: AT });
      if (archived) await repos.boards.setArchived(id, AT);
      await repos.boards.setScope(id, scope);
    }
    await ask(repos);
    throw undo;
  });
  await expect(done).rejects.toBe(undo);
}

test('a list in SQL and the rights table agree on every board', async () => {
  await fc.assert(
    fc.asyncProperty(situations, async (situation) => {
      await inSituation(situation, async (repos) => {
        for (const [index, employer] of situation.employers.entries()) {
          const personId = name('person', index);
          const organisationId = name('organisation', employer);
          const actor: PersonActor = {
            kind: 'person',
            id: personId,
            name: personId,
            organisationId,
            organisationKind: 'other',
            operator: false,
            roles: await repos.memberships.rolesOf(personId),
          };
          for (const archived of [false, true]) {
            for (let place = 0; place < PARTNERSHIPS; place++) {
              const partnershipId = name('partnership', place);
              const listed = await repos.boards.visibleTo({ personId, organisationId, partnershipId }, { archived });
              const allowed = situation.boards.flatMap((board, number) => {
                const id = name('board', number);
                const here = board.partnership === place && board.archived === archived;
                return here && can(actor, 'board.read', { id, partnershipId, archived, scope: board.scope })
                  ? [id]
                  : [];
              });
              expect(listed.map(({ id }) => id).sort()).toEqual(allowed.sort());
            }
          }
        }
      });
    }),
    { numRuns: 40 },
  );
}, 60_000);
