import { test as base, type Browser, type Page } from '@playwright/test';
import { expect } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { LiveServer } from '../support/liveServer.ts';
import { linkIn, Mailbox } from '../support/mailbox.ts';

const PASSWORD = 'lantern-orchard-lane-42';
const RUTH = 'ruth@northbrook.example';

interface Place {
  server: LiveServer;
  box: Mailbox;
  /** A browser of one's own. */
  someone: (options?: Parameters<Browser['newContext']>[0]) => Promise<Page>;
}

/** An instance of its own with a mail server and Ruth in it. */
const test = base.extend<{ place: Place }>({
  place: async ({ browser }, use) => {
    const box = await Mailbox.open();
    const server = await LiveServer.open(box.settings);
    const contexts: Awaited<ReturnType<Browser['newContext']>>[] = [];
    const someone = async (options = {}) => {
      const context = await browser.newContext({ baseURL: server.url, serviceWorkers: 'block', ...options });
      contexts.push(context);
      return context.newPage();
    };
    await setUp(server);
    await use({ server, box, someone });
    for (const context of contexts) await context.close();
    await server.close();
    await box.close();
  },
});

async function setUp(server: LiveServer): Promise<void> {
  const path = /https?:\/\/\S*(\/setup\?token=\S+)/.exec(server.output)?.[1] ?? '/';
  const response = await fetch(new URL(path, server.url), {
    method: 'POST',
    body: new URLSearchParams({
      ...{ organisationName: 'Northbrook Schools Trust', organisationKind: 'school' },
      ...{ personName: 'Ruth Calder', email: RUTH, password: PASSWORD },
      partnershipName: 'Northbrook Healthy Futures',
    }),
    headers: { accept: 'text/html', origin: server.url },
    redirect: 'manual',
  });
  expect(response.status).toBe(303);
}

async function signIn(page: Page, password = PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Work email').fill(RUTH);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('a forgotten password: the mail, its link, a new password; all without JavaScript', async ({ place }) => {
  const elsewhere = await place.someone();
  await signIn(elsewhere);
  await expect(elsewhere).toHaveURL(/northbrook-healthy-futures$|partnerships$/);

  const page = await place.someone({ javaScriptEnabled: false });
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgotten your password?' }).click();
  await page.getByLabel('Work email').fill('ruth');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByLabel('Work email')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Work email')).toHaveValue('ruth');
  await page.getByLabel('Work email').fill('nobody@northbrook.example');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  const answer = await page.locator('main').innerText();
  await page.goto('/sign-in/forgotten');
  await page.getByLabel('Work email').fill(RUTH);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  expect(await page.locator('main').innerText()).toBe(answer);

  const link = linkIn(await place.box.latestTo(RUTH)).pathname;
  await page.goto(link);
  await page.getByLabel('New password').fill('short');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByLabel('New password')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('New password').fill('a different orchard');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('Your password is changed.')).toBeVisible();
  await signIn(page, 'a different orchard');
  await expect(page).toHaveURL(/\/partnerships/);
  await elsewhere.goto('/account');
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await elsewhere.goto(link);
  await expect(elsewhere.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the pages for a new password have no faults, ${colorScheme}, on a phone`, async ({ place }) => {
    const page = await place.someone({ viewport: { width: 390, height: 844 }, colorScheme });
    await page.goto('/sign-in/forgotten');
    expect(await faultsOf(page), 'asking').toEqual([]);
    await page.getByLabel('Work email').fill(RUTH);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await expect(page.getByText('a link is on its way')).toBeVisible();
    expect(await faultsOf(page), 'asked').toEqual([]);
    await page.goto(linkIn(await place.box.latestTo(RUTH)).pathname);
    expect(await faultsOf(page), 'choosing').toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
}
