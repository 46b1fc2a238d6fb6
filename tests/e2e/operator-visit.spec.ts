import type { Page } from '@playwright/test';
import { test as base, expect, openBoard, RUTH, TOM } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import type { SampleLoaded } from '../support/liveServer.ts';
import { LiveServer } from '../support/liveServer.ts';

const REASON = 'Tom wrote that the asthma board does not open';
const SAM = 'sam.otieno@host.example';

/** A server of its own with the sample, run by somebody who is in none of its partnerships. */
const test = base.extend<object, { sampleServer: { server: LiveServer; sample: SampleLoaded } }>({
  sampleServer: [
    async ({}, use) => {
      const server = await LiveServer.open();
      const sample = await server.loadSample();
      await server.cli('partnership', 'create', '--name', 'Elsewhere');
      const place = ['--partnership', 'elsewhere'];
      await server.cli('organisation', 'add', '--name', 'Host', '--kind', 'other', ...place);
      const account = ['--name', 'Sam Otieno', '--email', SAM, '--organisation', 'Host', '--role', 'viewer'];
      const added = await server.cli('person', 'add', ...account, ...place);
      const password = /the password (\S+)/.exec(added)?.[1] ?? '';
      await server.cli('operator', 'add', '--email', SAM);
      const people = [...sample.people, { email: SAM, password, role: 'operator' }];
      await use({ server, sample: { ...sample, people } });
      await server.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

test('an operator comes in with a reason; conveners see it on every page, everyone on the board; then they go', async ({
  signedIn,
  sample,
}) => {
  const sam = await signedIn(SAM);
  const board = `/partnerships/${sample.partnership}/boards/${sample.boards[0]?.id}`;
  expect((await sam.goto(board))?.status()).toBe(404);
  await sam.goto(`/admin/partnerships/${sample.partnership}`);
  await sam.getByRole('button', { name: 'Come in' }).click();
  await expect(sam.getByText('Fill this in.')).toBeVisible();
  await sam.getByLabel('Why you come in').fill(REASON);
  await sam.getByLabel('4 hours', { exact: true }).check();
  await sam.getByRole('button', { name: 'Come in' }).click();
  await expect(sam.getByText('You are in this partnership as operator until')).toBeVisible();

  const ruth = await signedIn(RUTH);
  const tom = await signedIn(TOM);
  for (const path of ['', '/boards', '/people', '/settings']) {
    await ruth.goto(`/partnerships/${sample.partnership}${path}`);
    await expect(ruth.getByText(`Sam Otieno (operator) is in this partnership until`)).toBeVisible();
    await expect(ruth.getByText(REASON)).toBeVisible();
  }
  await ruth.goto(`/partnerships/${sample.partnership}/people`);
  await expect(ruth.getByRole('heading', { name: 'Operators here for a while' })).toBeVisible();
  await expect(ruth.getByText('Host', { exact: true })).toBeVisible();
  await tom.goto(`/partnerships/${sample.partnership}`);
  await expect(tom.getByText(REASON)).toHaveCount(
    sample.people.find(({ email }) => email === TOM)?.role === 'convener' ? 1 : 0,
  );

  await openBoard(ruth, board);
  await openBoard(sam, board);
  await ruth.getByRole('button', { name: /(person is|people are) here/ }).click();
  await expect(ruth.getByRole('listitem').filter({ hasText: 'Sam Otieno' })).toContainText('Operator');

  await sam.goto(`/partnerships/${sample.partnership}`);
  await sam.getByRole('button', { name: 'Leave now' }).click();
  await expect(sam.getByText('You have left this partnership.')).toBeVisible();
  expect((await sam.goto(board))?.status()).toBe(404);
  await ruth.goto(`/partnerships/${sample.partnership}/settings/audit`);
  await expect(ruth.getByText('Operator left')).toBeVisible();
  await expect(ruth.getByRole('row').filter({ hasText: REASON })).toContainText('Came in as operator');
  await expect(ruth.getByText('(operator) is in this partnership')).toHaveCount(0);
});

for (const view of [
  { name: '1366 light', viewport: { width: 1366, height: 768 }, colorScheme: 'light' },
  { name: '390 dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const) {
  test(`axe finds nothing where an operator comes in and is shown, ${view.name}`, async ({ signedIn, sample }) => {
    const { viewport, colorScheme } = view;
    const sam = await signedIn(SAM, { viewport, colorScheme });
    const ruth = await signedIn(RUTH, { viewport, colorScheme });
    const look = async (page: Page, path: string, what: string) => {
      await page.goto(path);
      await expect(page.locator('main')).toBeVisible();
      expect(await faultsOf(page), what).toEqual([]);
      expect(await wider(page), what).toBe(0);
    };
    await look(sam, `/admin/partnerships/${sample.partnership}`, 'the form');
    await sam.getByLabel('Why you come in').fill(REASON);
    await sam.getByLabel('To put something right').check();
    await sam.getByRole('button', { name: 'Come in' }).click();
    await expect(sam.getByText('with the rights of a convener')).toBeVisible();
    await look(sam, `/partnerships/${sample.partnership}`, 'the home as operator');
    await look(sam, `/admin/partnerships/${sample.partnership}`, 'the partnership while in');
    await look(ruth, `/partnerships/${sample.partnership}/people`, 'the people as convener');
    await look(ruth, `/partnerships/${sample.partnership}/settings/audit`, 'what happened');
    await sam.goto(`/admin/partnerships/${sample.partnership}`);
    await sam.getByRole('button', { name: 'Leave now' }).click();
    await expect(sam.getByText('You have left this partnership.')).toBeVisible();
  });
}

function wider(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
