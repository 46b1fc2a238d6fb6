import { afterEach, beforeEach, expect, test } from 'vitest';
import { World } from '../support/builders.ts';
import type { SetupRequest } from '../../server/services/setup.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.end());

const request: SetupRequest = {
  organisationName: 'Northbrook Schools Trust',
  organisationKind: 'school-trust',
  personName: 'Ruth Calder',
  email: 'ruth@northbrook.example',
  password: 'lantern-orchard-lane',
  partnershipName: 'Northbrook Healthy Futures',
};

async function link(): Promise<string> {
  return (await world.services.setup.newToken()) ?? '';
}

test('the link makes the first organisation, person and partnership, once', async () => {
  const { setup, accounts, partnerships } = world.services;
  const token = await link();
  const { slug } = await setup.complete(token, request);
  expect(slug).toBe('northbrook-healthy-futures');
  const { secret } = await accounts.signIn({ ...request, shared: false, device: 'A browser' });
  const { actor } = await world.app.identify(world.cookie(secret));
  expect(actor).toMatchObject({ operator: true, organisationKind: 'school-trust' });
  expect(await partnerships.mine(actor)).toMatchObject([{ slug, role: 'convener', organisations: 1, people: 1 }]);
  await expect(setup.check(token)).rejects.toMatchObject({ code: 'setup.done' });
  expect(await setup.newToken()).toBeNull();
});

test('of two presses at once the second is told that it is done', async () => {
  const token = await link();
  const twice = await Promise.allSettled([
    world.services.setup.complete(token, request),
    world.services.setup.complete(token, { ...request, email: 'other@northbrook.example' }),
  ]);
  expect(twice.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(twice[1]).toMatchObject({ reason: { code: 'setup.done' } });
});

test('only the newest link works', async () => {
  const [old, fresh] = [await link(), await link()];
  for (const token of [old, '', 'guessed']) {
    await expect(world.services.setup.check(token)).rejects.toMatchObject({ code: 'setup.wrongLink' });
    await expect(world.services.setup.complete(token, request)).rejects.toMatchObject({ code: 'setup.wrongLink' });
  }
  await world.services.setup.check(fresh);
});

test('every field at fault is named, and nothing is kept', async () => {
  const token = await link();
  const bad = { ...request, organisationName: ' ', email: 'ruth', password: 'short', partnershipName: 'x'.repeat(200) };
  await expect(world.services.setup.complete(token, bad)).rejects.toMatchObject({
    fields: { organisationName: 'missing', email: 'emailShape', password: 'tooShort', partnershipName: 'tooLong' },
  });
  expect(await world.services.people.organisationNamed(request.organisationName)).toBeNull();
  await world.services.setup.complete(token, request);
});

test('when the last step fails, nothing of it is kept and the link goes on working', async () => {
  const token = await link();
  const { db } = world.app;
  await db.schema.alterTable('membership').renameTo('membership_gone').execute();
  await expect(world.services.setup.complete(token, request)).rejects.toThrow('membership');
  await db.schema.alterTable('membership_gone').renameTo('membership').execute();
  expect(await world.services.people.organisationNamed(request.organisationName)).toBeNull();
  expect(await world.services.people.personWith(request.email)).toBeNull();
  expect((await world.services.setup.complete(token, request)).slug).toBe('northbrook-healthy-futures');
});

test('people who do not run the instance leave set-up open', async () => {
  await world.person({ in: await world.partnership() });
  expect(await world.services.setup.needed()).toBe(true);
  await world.person({ operator: true });
  expect(await world.services.setup.needed()).toBe(false);
});
