import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boardRole } from '../../src/lib/domain/access/can.ts';
import type { World } from '../support/builders.ts';
import { World as Built } from '../support/builders.ts';
import { servePages } from '../support/pagesHere.ts';
import { samplePng } from '../support/pictures.ts';
import { entrances } from '../support/rights/entrances.ts';
import type { Scene, Who } from '../support/rights/scene.ts';
import { ASKERS, buildScene } from '../support/rights/scene.ts';
import { addressOf, inTable, TABLE } from '../support/rights/table.ts';
import { RawClient, until } from '../support/syncClients.ts';

let world: World;
let pages: Awaited<ReturnType<typeof servePages>>;
beforeAll(async () => {
  world = await Built.open();
  await world.person({ operator: true }); // somebody set it up
  pages = await servePages(world);
});
afterAll(() => pages.close());

test('every way in has a line in the table, and every line is a way in', () => {
  expect(Object.keys(TABLE).sort()).toEqual(entrances());
});

/** `SvelteKit` answers a refused page with its status; whoever is not signed in is led to the door. */
async function isLetIn(scene: Scene, entrance: string): Promise<boolean> {
  const { method, address } = addressOf(entrance, scene);
  const line = TABLE[entrance];
  await line?.before?.(scene);
  const response = await send({ scene, method, address }, line?.form?.(scene) ?? {});
  expect(response.status, `${method} ${address}`).toBeLessThan(500);
  const led = response.status === 303 && (response.headers.get('location') ?? '').startsWith('/sign-in?next=');
  return !led && ![401, 403, 404].includes(response.status);
}

function send(
  { scene, method, address }: { scene: Scene; method: string; address: string },
  form: Record<string, string>,
) {
  if (method === 'GET') return scene.asker.get(address);
  const isPicture = address.endsWith('/files');
  if (method === 'POST' && !isPicture) return scene.asker.post(address, form);
  const headers = {
    origin: scene.asker.origin,
    cookie: scene.asker.cookie,
    ...(isPicture ? {} : { 'content-type': 'application/json' }),
  };
  return fetch(new URL(address, scene.asker.origin), {
    method,
    headers,
    redirect: 'manual',
    body: isPicture ? new Uint8Array(samplePng()) : '{}',
  });
}

describe.each(ASKERS)('for %s', (who: Who) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await buildScene(world, pages.url, who);
  });

  test('the door of a board lets in whom the table lets in, and lets them do what it says', async () => {
    const board = scene.params['board'] ?? '';
    const client = new RawClient({ url: `${pages.url.replace('http', 'ws')}/sync` }, null, {
      path: `board/${board}`,
      cookie: scene.asker.cookie,
    });
    await until(() => client.hello !== null || client.closed !== null, 'an answer of the door');
    const subject = {
      id: board,
      partnershipId: scene.partnershipId,
      archived: false,
      scope: { open: 'partnership' } as const,
    };
    expect(client.hello?.role ?? null).toBe(boardRole(scene.actor, subject));
    client.socket.close();
  });

  test('every entrance lets in whom the table lets in, and nobody else', async () => {
    const wrong: string[] = [];
    for (const [entrance, { may }] of Object.entries(TABLE)) {
      const should = may(inTable(scene.actor, scene));
      if ((await isLetIn(scene, entrance)) !== should) wrong.push(`${entrance} ${should ? 'refuses' : 'admits'}`);
      await scene.restore();
    }
    expect(wrong).toEqual([]);
  });
});
