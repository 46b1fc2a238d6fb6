import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { RUTH, expect, test } from '../support/e2e.ts';

const VIEWS = [
  { name: '1366 light', viewport: { width: 1366, height: 768 }, colorScheme: 'light' },
  { name: '390 dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const;

/** Everything axe knows of WCAG 2.2 AA and good practice, on the page as it is now. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
  );
}

// Axe reads every element of every page: on two busy cores that takes its time.
test.describe.configure({ timeout: 240_000 });

for (const { name, ...view } of VIEWS) {
  test(`axe finds nothing on the public pages, ${name}`, async ({ newContext }) => {
    const page = await (await newContext(view)).newPage();
    for (const path of ['/sign-in', '/help', '/setup?token=wrong', '/no-such-page']) {
      await page.goto(path);
      await expect(page.locator('main')).toBeVisible();
      expect(await faults(page), path).toEqual([]);
    }
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByLabel('Work email')).toHaveAttribute('aria-invalid', 'true');
    expect(await faults(page), 'a refused form').toEqual([]);
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
      `${home}/people`,
      `${home}/taken-off`,
      '/account',
      `${home}/boards/${sample.boards[0]?.id}/sharing`,
      `${home}/boards/no-such-board`,
    ];
    for (const path of paths) {
      await page.goto(path);
      await expect(page.locator('main')).toBeVisible();
      expect(await faults(page), path).toEqual([]);
    }
  });

  test(`axe finds nothing on a full board and its outline, ${name}`, async ({ signedIn, sample }) => {
    const page = await signedIn(RUTH, view);
    const [hub] = sample.boards;
    if (!hub) throw new Error('the sample has no board');
    for (const path of [hub.url, `${hub.url}/outline`]) {
      await page.goto(path);
      await expect(page.locator('[data-board][data-ready="true"]')).toBeVisible();
      await expect(
        page
          .getByText('Families want one place to ask, not five phone numbers')
          .or(page.locator('[data-words^="Families want one place"]'))
          .first(),
      ).toBeVisible();
      expect(await faults(page), path).toEqual([]);
    }
  });
}
