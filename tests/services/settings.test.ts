import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import { DEFAULT_IDENTIFIER_RULE } from '../../src/lib/domain/sensitive/identifierRule.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';

let world: World;
let slug: string;
let convener: Someone;
beforeAll(async () => {
  world = await World.open();
  slug = await world.partnership();
  convener = await world.person({ in: slug, role: 'convener' });
});
afterAll(() => world.end());

const settings = async (who = convener) => world.services.partnerships.settings(await who.actor(), slug);
const change = async (identifiers: string, who = convener) =>
  world.services.partnerships.changeSettings(await who.actor(), slug, { identifiers });

test('a new partnership holds identifiers back until a convener decides otherwise', async () => {
  expect(await settings()).toEqual({ identifiers: DEFAULT_IDENTIFIER_RULE, knownPostcodes: [] });
  const news: unknown[] = [];
  const stop = world.app.events.on('partnership.changed', (payload) => news.push(payload));
  const board = await world.board(convener, slug);
  const partnershipId = (await world.services.partnerships.home(await convener.actor(), slug)).id;
  for (const identifiers of ['warn', 'hold', 'warn'] as const) {
    await change(identifiers);
    expect(await settings()).toEqual({ identifiers, knownPostcodes: [] });
    expect(news.splice(0)).toEqual([{ partnershipId, identifiers, knownPostcodes: [] }]);
    const page = await world.services.boards.open(await convener.actor(), slug, board);
    expect(page.identifiers).toBe(identifiers);
  }
  stop();
  await world.restart();
  expect(await settings()).toMatchObject({ identifiers: 'warn' });
  const events = (await openRepos(world.app.db).audit.events()).filter(
    ({ event }) => event === 'partnership.settingsChanged',
  );
  expect(events.map(({ actor_id, details }) => [actor_id, JSON.parse(details)])).toEqual(
    ['warn', 'hold', 'warn'].map((identifiers) => [convener.id, { identifiers }]),
  );
});

test('postcodes that are listed are told as they now are, also when only the rule is decided anew', async () => {
  const news: unknown[] = [];
  const stop = world.app.events.on('partnership.changed', ({ knownPostcodes }) => news.push(knownPostcodes));
  const { partnerships } = world.services;
  for (const knownPostcodes of ['ne1 4lp', undefined, '']) {
    await partnerships.changeSettings(await convener.actor(), slug, {
      identifiers: 'warn',
      ...(knownPostcodes === undefined ? {} : { knownPostcodes }),
    });
  }
  expect(news).toEqual([['NE1 4LP'], ['NE1 4LP'], []]);
  stop();
});

test('a partnership’s setting is its own', async () => {
  await change('warn');
  const other = await world.partnership();
  const elsewhere = await world.person({ in: other, role: 'convener' });
  expect(await world.services.partnerships.settings(await elsewhere.actor(), other)).toMatchObject({
    identifiers: 'hold',
  });
});

test.each(['facilitator', 'contributor', 'commenter', 'viewer'] as const)('a %s decides nothing', async (role) => {
  await change('hold');
  const person = await world.person({ in: slug, role });
  await expect(change('warn', person)).rejects.toMatchObject({ code: 'notAllowed' });
  await expect(settings(person)).rejects.toMatchObject({ code: 'notAllowed' });
  expect(await settings()).toMatchObject({ identifiers: 'hold' });
});

test('for someone outside there is no such partnership', async () => {
  const stranger = await world.person();
  await expect(change('warn', stranger)).rejects.toMatchObject({ code: 'notFound' });
});

test.each(['', 'off', 'HOLD', 'hold '])('“%s” is no choice, and changes nothing', async (choice) => {
  await change('hold');
  const refusal = { code: 'input.invalid', fields: { identifiers: 'unknownChoice' } };
  await expect(change(choice)).rejects.toMatchObject(refusal);
  expect(await settings()).toMatchObject({ identifiers: 'hold' });
});

test('postcodes of its own sites are kept as they are written, given to its boards, and to no other partnership', async () => {
  const actor = await convener.actor();
  const save = (knownPostcodes: string) =>
    world.services.partnerships.changeSettings(actor, slug, { identifiers: 'hold', knownPostcodes });
  await save('ne14lp\nSW1A 1AA, NE1 4LP');
  expect((await settings()).knownPostcodes).toEqual(['NE1 4LP', 'SW1A 1AA']);
  const board = await world.board(convener, slug);
  expect((await world.services.boards.open(actor, slug, board)).knownPostcodes).toEqual(['NE1 4LP', 'SW1A 1AA']);
  await expect(save('NE1 4LP\nNorth Street')).rejects.toMatchObject({ fields: { knownPostcodes: 'postcode' } });
  const letters = [...'ABDEFGHJLN'];
  const many = letters.flatMap((one) => letters.flatMap((two) => [1, 2, 3, 4, 5, 6].map((n) => `M1 ${n}${one}${two}`)));
  await expect(save(many.join('\n'))).rejects.toMatchObject({ fields: { knownPostcodes: 'tooLong' } });
  expect((await settings()).knownPostcodes).toEqual(['NE1 4LP', 'SW1A 1AA']);
  await change('warn');
  expect((await settings()).knownPostcodes).toEqual(['NE1 4LP', 'SW1A 1AA']);
  const other = await world.partnership();
  const elsewhere = await world.person({ in: other, role: 'convener' });
  const theirs = await world.services.partnerships.settings(await elsewhere.actor(), other);
  expect(theirs.knownPostcodes).toEqual([]);
  await save('');
  expect((await settings()).knownPostcodes).toEqual([]);
});
