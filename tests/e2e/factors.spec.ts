import type { Page } from '@playwright/test';
import { codeFor } from '../support/authenticators.ts';
import { expect } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { linkIn } from '../support/mailbox.ts';
import { giveKey, PASSWORD, RUTH, withRuth as test } from '../support/ownInstance.ts';

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
  await expect(page.getByText('is on its way to them')).toBeVisible();
  const answer = await page.locator('main').innerText();
  await page.goto('/sign-in/forgotten');
  await page.getByLabel('Work email').fill(RUTH);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByText('is on its way to them')).toBeVisible();
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
    await expect(page.getByRole('status').filter({ hasText: 'a link is on its way' })).toBeFocused();
    await expect(page.getByText('Enter your work email.')).toHaveCount(0);
    expect(await faultsOf(page), 'asked').toEqual([]);
    await page.goto(linkIn(await place.box.latestTo(RUTH)).pathname);
    expect(await faultsOf(page), 'choosing').toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
}

/** A code that did not count yet: the next one counts before its time, so nobody has to wait for it. */
function nextCode(secret: string, used: string): string {
  const next = codeFor(secret, Date.now() + 30_000);
  return next === used ? codeFor(secret) : next;
}

/** Sets an authenticator up; where its secret stands as text, the recovery codes, and the code that was used. */
async function setUpAuthenticator(page: Page): Promise<{ secret: string; codes: string[]; used: string }> {
  await page.goto('/account');
  await page.getByRole('link', { name: 'Set up or change' }).click();
  await page.getByRole('button', { name: 'Set up an authenticator' }).click();
  const secret = await page.locator('.secret').innerText();
  await page.getByLabel('Code', { exact: true }).fill('000 000');
  await page.getByRole('button', { name: 'Switch it on' }).click();
  await expect(page.getByLabel('Code', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('.secret')).toHaveText(secret);
  const used = codeFor(secret);
  await page.getByLabel('Code', { exact: true }).fill(`${used.slice(0, 3)} ${used.slice(3)}`);
  await page.getByRole('button', { name: 'Switch it on' }).click();
  await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible();
  return { secret, codes: await page.locator('ol code').allInnerTexts(), used };
}

test('an authenticator, set up and asked for without JavaScript; a recovery code; and away with it', async ({
  place,
}) => {
  const page = await place.someone({ javaScriptEnabled: false });
  await signIn(page);
  const { secret, codes, used } = await setUpAuthenticator(page);
  expect(codes).toHaveLength(10);
  expect((await place.box.latestTo(RUTH)).subject).toContain('takes a second step now');

  const other = await place.someone({ javaScriptEnabled: false });
  await other.goto('/account');
  await other.getByLabel('Work email').fill(RUTH);
  await other.getByLabel('Password').fill(PASSWORD);
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(other.getByRole('heading', { name: 'Enter your code' })).toBeVisible();
  const half = (await other.context().cookies()).map(({ name }) => name);
  expect(half).toEqual(['throughline_factor']);
  await other.getByLabel('Code', { exact: true }).fill('000000');
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(other.getByText('This code is wrong')).toBeVisible();
  await other.getByLabel('Code', { exact: true }).fill(nextCode(secret, used));
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(other).toHaveURL(/\/account$/);
  expect((await other.context().cookies()).map(({ name }) => name)).not.toContain('throughline_factor');

  const third = await place.someone();
  await signIn(third);
  await third.getByRole('link', { name: 'Use a recovery code instead' }).click();
  await third.getByLabel('Recovery code').fill(codes[0] ?? '');
  await third.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(third).toHaveURL(/\/partnerships/);
  await third.goto('/account/factors');
  await expect(third.getByText('9 codes are left.')).toBeVisible();
  await third.getByLabel('Code or recovery code').fill(codes[0] ?? '');
  await third.getByRole('button', { name: 'Remove the authenticator' }).click();
  await expect(third.getByText('This code is wrong')).toBeVisible();
  await third.getByLabel('Code or recovery code').fill(codes[1] ?? '');
  await third.getByRole('button', { name: 'Remove the authenticator' }).click();
  await expect(third.getByText('The authenticator is removed.')).toBeVisible();
  const last = await place.someone();
  await signIn(last);
  await expect(last).toHaveURL(/\/partnerships/);
});

test('the second step goes on where somebody wanted to go, and begins again when it is over', async ({ place }) => {
  const page = await place.someone();
  await page.goto('/sign-in/code?next=%2Faccount');
  await expect(page).toHaveURL(/\/sign-in\?over/);
  await expect(page.getByText('Sign in again.')).toBeVisible();
});

for (const { name, options } of [
  { name: 'light', options: { viewport: { width: 1366, height: 768 }, colorScheme: 'light' } },
  { name: 'dark, on a phone', options: { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } },
] as const) {
  test(`the pages of the second step have no faults, ${name}`, async ({ place }) => {
    const page = await place.someone(options);
    const flawless = async (what: string) => {
      expect(await faultsOf(page), what).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, what).toBeLessThanOrEqual(options.viewport.width);
    };
    await signIn(page);
    await expect(page).toHaveURL(/\/partnerships/);
    await page.goto('/account/factors');
    await flawless('nothing yet');
    await page.getByRole('button', { name: 'Set up an authenticator' }).click();
    await expect(page.getByRole('heading', { name: 'Scan this with your authenticator' })).toBeFocused();
    await flawless('setting up');
    await page.getByLabel('Code', { exact: true }).fill(codeFor(await page.locator('.secret').innerText()));
    await page.getByRole('button', { name: 'Switch it on' }).click();
    await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeFocused();
    await flawless('recovery codes');
    await page.getByRole('link', { name: 'I have kept them' }).click();
    await page.getByRole('link', { name: 'Set up or change' }).click();
    await expect(page.getByText('In use since')).toBeVisible();
    await flawless('in use');
    await page.context().clearCookies();
    await signIn(page);
    await expect(page.getByRole('heading', { name: 'Enter your code' })).toBeVisible();
    await flawless('the code');
    await page.getByRole('link', { name: 'Use a recovery code instead' }).click();
    await expect(page.getByRole('heading', { name: 'Enter a recovery code' })).toBeVisible();
    await flawless('a recovery code');
  });
}

test('a passkey: added, signed in with by itself and as the second step, refused unverified, removed', async ({
  place,
}) => {
  const page = await place.someone();
  const { verified } = await giveKey(page);
  await signIn(page);
  await expect(page).toHaveURL(/\/partnerships/);
  await page.goto('/account/factors');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible();
  const codes = await page.locator('ol code').allInnerTexts();
  expect(codes).toHaveLength(10);
  await page.goto('/account/factors');
  expect(await faultsOf(page), 'one passkey').toEqual([]);

  await page.context().clearCookies();
  await page.goto('/sign-in?next=%2Faccount');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page).toHaveURL(/\/account$/);

  await page.context().clearCookies();
  await signIn(page);
  await expect(page.getByText('Now use your passkey, or a recovery code.')).toBeVisible();
  expect(await faultsOf(page), 'the second step').toEqual([]);
  await verified(false);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByText('No passkey was used.')).toBeVisible();
  await verified(true);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page).toHaveURL(/\/partnerships/);

  await page.goto('/account/factors');
  await page.getByLabel('Code or recovery code').fill('no code');
  await page.getByRole('button', { name: 'Remove the passkey' }).click();
  await expect(page.getByLabel('Code or recovery code')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Code or recovery code').fill(codes[0] ?? '');
  await page.getByRole('button', { name: 'Remove the passkey' }).click();
  await expect(page.getByText('The passkey is removed.')).toBeVisible();
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByText('This passkey was not accepted.')).toBeVisible();
  await signIn(page);
  await expect(page).toHaveURL(/\/partnerships/);
});

test('what a passkey said counts once', async ({ place }) => {
  const page = await place.someone();
  await giveKey(page);
  await signIn(page);
  await expect(page).toHaveURL(/\/partnerships/);
  await page.goto('/account/factors');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible();
  await page.goto('/connection-check');
  await page.context().clearCookies();
  await page.goto('/sign-in');
  const sent = page.waitForRequest((request) => request.method() === 'PUT');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  const body = (await sent).postData() ?? '';
  await expect(page).toHaveURL(/\/partnerships/);
  const again = (data: string) =>
    fetch(`${place.server.url}/sign-in/passkey`, {
      method: 'PUT',
      body: data,
      headers: { origin: place.server.url, 'content-type': 'application/json' },
    });
  for (const data of [body, '{}', 'null', 'no json', '{"response":{"id":"x"}}']) {
    expect((await again(data)).status).toBe(400);
  }
});

test('a partnership that asks for a second step leads its members to set one up', async ({ place }) => {
  const page = await place.someone({ javaScriptEnabled: false });
  await signIn(page);
  await page.goto('/partnerships/northbrook-healthy-futures/settings');
  await page.getByLabel('Members need a second step at sign-in').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('asks its members for more than a password')).toBeVisible();
  await page.goto('/partnerships/northbrook-healthy-futures');
  await expect(page).toHaveURL(/\/account\/factors\?needed$/);
  await setUpAuthenticator(page);
  await page.goto('/partnerships/northbrook-healthy-futures/settings');
  await expect(page.getByLabel('Members need a second step at sign-in')).toBeChecked();
});
