import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { World } from '../support/builders.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.end());

test('health is a write that goes through', async () => {
  expect(await world.app.health()).toBe(true);
  await sql`pragma query_only = on`.execute(world.app.db);
  expect(await world.app.health()).toBe(false);
  await sql`pragma query_only = off`.execute(world.app.db);
  expect(await world.app.health()).toBe(true);
});

test.each([
  ['http://localhost:3000', 'localhost:3000', true],
  ['http://192.0.2.1:3000', '192.0.2.1:3000', true],
  ['http://localhost:3001', 'localhost:3000', false],
  ['https://evil.example', 'localhost:3000', false],
  ['null', 'localhost:3000', false],
  ['', 'localhost:3000', false],
  [null, 'localhost:3000', false],
])('without a public address, origin %s on host %s: %s', (origin, host, own) => {
  const headers = new Headers({ host, ...(origin === null ? {} : { origin }) });
  expect(world.app.isOwnOrigin(headers)).toBe(own);
});

test('with a public address only that origin will do, and the cookie is bound to it', async () => {
  const other = await World.open({ ORIGIN: 'https://plan.example.org' });
  const own = (origin: string) => other.app.isOwnOrigin(new Headers({ origin, host: 'evil.example' }));
  expect([own('https://plan.example.org'), own('http://plan.example.org'), own('https://evil.example')]).toEqual([
    true,
    false,
    false,
  ]);
  expect(other.app.signInCookie('s', { expiresAt: null })).toMatchObject({
    name: '__Host-throughline_sign_in',
    options: { secure: true, httpOnly: true, sameSite: 'lax', path: '/' },
  });
  await other.end();
});
