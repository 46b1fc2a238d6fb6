import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BoardLists } from '../../server/services/boardLists.ts';
import type { ServiceContext } from '../../server/services/context.ts';
import { SearchService } from '../../server/services/search.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import { World } from '../support/builders.ts';
import { actorIn, inSituation, nameOf, NOW, PARTNERSHIPS, situations } from '../support/situations.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.end());

test('a list in SQL and the rights table agree on every board', async () => {
  await fc.assert(
    fc.asyncProperty(situations, async (situation) => {
      await inSituation(world, situation, async (repos) => {
        for (const index of situation.employers.keys()) {
          const actor = await actorIn(repos, situation, index);
          const { id: personId, organisationId } = actor;
          for (const archived of [false, true]) {
            for (let place = 0; place < PARTNERSHIPS; place++) {
              const partnershipId = nameOf('partnership', place);
              const person = { personId, organisationId, partnershipId };
              const listed = await repos.boards.visibleTo(person, { archived, now: NOW });
              const allowed = situation.boards.flatMap((board, number) => {
                const id = nameOf('board', number);
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

test('what is found by searching and the rights table agree on every board, person and organisation', async () => {
  await fc.assert(
    fc.asyncProperty(situations, async (situation) => {
      await inSituation(world, situation, async (repos, db) => {
        const surroundings = { now: () => NOW, newId: () => 'none' };
        // What is asked within the transaction: nothing else of the product takes part.
        const context = { db, repos, surroundings } as ServiceContext;
        const search = new SearchService(context, new BoardLists(context));
        for (const index of situation.employers.keys()) {
          const actor = await actorIn(repos, situation, index);
          const boards = (await search.find(actor, 'BOARD')).boards.entries.map(({ id }) => id);
          const readable = situation.boards.flatMap(({ partnership, archived, scope }, number) => {
            const [id, partnershipId] = [nameOf('board', number), nameOf('partnership', partnership)];
            return can(actor, 'board.read', { id, partnershipId, archived, scope }) ? [id] : [];
          });
          expect(boards.sort()).toEqual(readable.sort());
          const people = (await search.find(actor, 'pérson')).people.entries;
          const known = situation.roles.flatMap((roles, number) =>
            roles.flatMap((role, place) => {
              const partnershipId = nameOf('partnership', place);
              const isSeen = role && can(actor, 'partnership.read', { partnershipId });
              return isSeen ? [`${partnershipId} ${nameOf('person', number)}`] : [];
            }),
          );
          expect(people.map(({ id, partnership }) => `${partnership.slug} ${id}`).sort()).toEqual(known.sort());
          const organisations = (await search.find(actor, 'organisation')).organisations.entries;
          const there = situation.roles.flatMap((roles, number) =>
            roles.flatMap((role, place) => {
              const partnershipId = nameOf('partnership', place);
              const isSeen = role && can(actor, 'partnership.read', { partnershipId });
              return isSeen ? [`${partnershipId} ${nameOf('organisation', situation.employers[number] ?? 0)}`] : [];
            }),
          );
          const shown = organisations.map(({ id, partnership }) => `${partnership.slug} ${id}`);
          expect(shown.sort()).toEqual([...new Set(there)].sort());
        }
      });
    }),
    { numRuns: 40 },
  );
}, 60_000);
