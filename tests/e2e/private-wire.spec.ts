/** What browsers are sent of private cards, byte for byte: nothing before the reveal. */
import type { Page } from '@playwright/test';
import { cardOf } from '../support/boardPage.ts';
import { holds } from '../support/canaries.ts';
import { cookieHeader, expect, openBoard, RUTH, SANA, test, TOM } from '../support/e2e.ts';
import { join, makeLink, PHONE } from '../support/guestPages.ts';
import { RawClient } from '../support/syncClients.ts';

/** Words of 24 characters that stand nowhere else. */
const CANARIES = ['canary-by-a-member-3Hq8Z', 'canary-on-a-phone-5Vt2Xb'] as const;
const [MEMBERS, GUESTS] = CANARIES;

const panel = (page: Page) => page.getByRole('complementary', { name: 'Session' });

/** Notes every answer and every frame that a browser gets, unpacked. */
function listen(page: Page): Buffer[] {
  const heard: Buffer[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(Buffer.from(payload))));
  page.on('response', (response) => {
    // A redirect has no body, and a page that is left takes the body of its last answer along.
    response.body().then(
      (body) => heard.push(body),
      () => undefined,
    );
  });
  return heard;
}

async function prepare(ruth: Page, board: string): Promise<string> {
  await ruth.goto(`${board}/sessions/new`);
  await ruth.getByLabel('Title').fill('Health hub');
  await ruth.getByLabel('Agenda').selectOption({ label: 'Start with no steps' });
  await ruth.getByRole('button', { name: 'Make the session' }).click();
  await ruth.getByLabel('What people do').selectOption({ label: 'Think: write alone' });
  await ruth.getByRole('textbox', { name: 'Title', exact: true }).fill('Write alone');
  await ruth.getByLabel('Names on the cards').selectOption({ label: 'No names, for good' });
  await ruth.getByRole('button', { name: 'Add a step', exact: true }).click();
  await expect(ruth.getByText('Write alone').first()).toBeVisible();
  return ruth.url();
}

test('[F11] three browsers and a raw client hear nothing of private words before they are revealed', async ({
  newBoard,
  newContext,
  server,
  signedIn,
}) => {
  test.slow();
  const { id, url } = await newBoard({ template: 'impact-effort-matrix' });
  const [ruth, tom, sana] = await Promise.all([signedIn(RUTH), signedIn(TOM), signedIn(SANA)]);
  const session = await prepare(ruth, url);
  const link = await makeLink(ruth, url);
  const [ola, danuta] = [await (await newContext(PHONE)).newPage(), await (await newContext(PHONE)).newPage()];
  await join(ola, link, 'Ola');
  await ruth.goto(session);
  await ruth.getByRole('button', { name: 'Start the session' }).click();
  await expect(panel(ruth)).toBeVisible();

  const browsers = [ruth, sana, danuta].map(listen);
  const raw = new RawClient({ url: `${server.url.replace('http', 'ws')}/sync` }, null, {
    ...{ path: `board/${id}`, cookie: await cookieHeader(ruth.context()) },
  });
  const frames: Buffer[] = [];
  raw.socket.on('message', (data: Buffer) => frames.push(Buffer.from(data)));
  await raw.join();
  await Promise.all([openBoard(ruth, url), openBoard(sana, `${url}/outline`), join(danuta, link, 'Danuta')]);

  await openBoard(tom, url);
  const field = panel(tom).getByRole('textbox', { name: 'Write a private card' });
  await field.fill(MEMBERS);
  await field.press('Enter');
  await expect(panel(tom).getByText('Saved on the server.')).toBeVisible();
  await ola.locator('#words').fill(GUESTS);
  await ola.getByRole('button', { name: 'Add card', exact: true }).click();
  await expect(ola.locator('li[data-card]')).toContainText('Only you see this');
  await expect(panel(ruth).getByText('2 private cards in all.').first()).toBeVisible();
  await expect(danuta.getByText('Cards so far: 2.')).toBeVisible();

  // Everything that can be looked at meanwhile.
  await sana.goto(`/search?q=${MEMBERS.slice(0, 12)}`);
  await openBoard(sana, `${url}/outline`);
  await ruth.goto(session);
  await ruth.goto(`${session}/projector`);
  await openBoard(ruth, url);
  await danuta.reload();
  await expect(danuta.getByText('Cards so far: 2.')).toBeVisible();
  const all = () => [...browsers, frames].map((heard) => Buffer.concat(heard));
  for (const bytes of all()) {
    expect(bytes.length).toBeGreaterThan(0);
    expect(CANARIES.filter((words) => holds(bytes, words))).toEqual([]);
  }

  // Shown, they are found in each: so they would have been found before.
  await panel(ruth).getByRole('button', { name: 'Reveal all' }).click();
  await expect(cardOf(sana, MEMBERS)).toBeVisible();
  await expect(danuta.locator('#cards li').filter({ hasText: GUESTS })).toBeVisible();
  await expect
    .poll(() => all().map((bytes) => CANARIES.filter((words) => holds(bytes, words)).length))
    .toEqual([2, 2, 2, 2]);
  raw.socket.close();
});
