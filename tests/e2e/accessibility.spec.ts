import { RUTH, expect, expectReady, test } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';

const VIEWS = [
  { name: '1366 light', viewport: { width: 1366, height: 768 }, colorScheme: 'light' },
  { name: '390 dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
  { name: '1366 forced colours', viewport: { width: 1366, height: 768 }, forcedColors: 'active' },
] as const;

// Axe reads every element of every page: on two busy cores that takes its time.
test.describe.configure({ timeout: 240_000 });

for (const { name, ...view } of VIEWS) {
  test(`axe finds nothing on the public pages, ${name}`, async ({ newContext }) => {
    const page = await (await newContext(view)).newPage();
    for (const path of ['/sign-in', '/help', '/setup?token=wrong', '/join/wrong', '/no-such-page']) {
      await page.goto(path);
      await expect(page.locator('main')).toBeVisible();
      expect(await faultsOf(page), path).toEqual([]);
    }
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByLabel('Work email')).toHaveAttribute('aria-invalid', 'true');
    expect(await faultsOf(page), 'a refused form').toEqual([]);
  });

  test(`axe finds nothing on a partnership’s pages, ${name}`, async ({ signedIn, sample }) => {
    const page = await signedIn(RUTH, view);
    const home = `/partnerships/${sample.partnership}`;
    const paths = [
      '/partnerships',
      home,
      `${home}/boards`,
      `${home}/boards?show=archived`,
      `${home}/boards/new`,
      `${home}/boards/new/archived`,
      `${home}/boards/new/readiness-check`,
      `${home}/boards/${sample.boards[0]?.id}/template`,
      `${home}/people`,
      `${home}/people/invite`,
      `${home}/people/invite/organisation`,
      `${home}/people/invite/link`,
      `${home}/people/invitations`,
      `${home}/people/outbox`,
      '/partnerships/new',
      `${home}/taken-off`,
      `${home}/settings`,
      `${home}/settings/about`,
      `${home}/settings/audit`,
      '/account',
      '/account/look',
      '/account/data',
      `${home}/boards/${sample.boards[0]?.id}/sharing`,
      `${home}/boards/no-such-board`,
    ];
    for (const path of paths) {
      await page.goto(path);
      await expect(page.locator('main')).toBeVisible();
      expect(await faultsOf(page), path).toEqual([]);
    }
    await page.goto(`${home}/settings`);
    await page.getByLabel('Postcodes of your own sites').fill('NE1 4LP\nNorth Street');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByLabel('Postcodes of your own sites')).toHaveAttribute('aria-invalid', 'true');
    expect(await faultsOf(page), 'a postcode that is none').toEqual([]);
  });

  test(`axe finds nothing on a full board and its outline, ${name}`, async ({ signedIn, sample }) => {
    const page = await signedIn(RUTH, view);
    const [hub] = sample.boards;
    if (!hub) throw new Error('the sample has no board');
    for (const path of [hub.url, `${hub.url}/outline`]) {
      await page.goto(path);
      await expectReady(page);
      await expect(
        page
          .getByText('Families want one place to ask, not five phone numbers')
          .or(page.locator('[data-words^="Families want one place"]'))
          .first(),
      ).toBeVisible();
      expect(await faultsOf(page), path).toEqual([]);
    }
  });
}
