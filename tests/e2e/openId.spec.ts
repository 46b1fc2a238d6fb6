import { expect } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { linkIn } from '../support/mailbox.ts';
import { RUTH, signInThere, signInWith, withRuth as test } from '../support/ownInstance.ts';

test('somebody signs in with what they sign in to at work, by keyboard alone, and ends it again', async ({ place }) => {
  place.provider.accounts.set('ruth', { email: RUTH, email_verified: true, name: 'R Calder' });
  const page = await place.someone();
  await page.goto('/sign-in?next=/account');
  await page.getByLabel('Password').focus();
  const way = page.getByRole('link', { name: 'Sign in with Vale Health' });
  while (!(await way.evaluate((link) => link === document.activeElement))) await page.keyboard.press('Tab');
  expect(await faultsOf(page), 'signing in').toEqual([]);
  await page.keyboard.press('Enter');
  await signInThere(page, 'ruth');
  await expect(page).toHaveURL(/\/account$/);
  expect((await place.box.latestTo(RUTH)).text).toContain('Vale Health');
  await expect(page.getByText('Vale Health')).toBeVisible();
  expect(await faultsOf(page), 'an account with two ways in').toEqual([]);
  await page.getByRole('button', { name: 'Sign in this way no more' }).click();
  await expect(page.getByText('That way of signing in is removed.')).toBeVisible();
});

test('without JavaScript, on a shared computer: the sign-in goes when the browser closes', async ({ place }) => {
  place.provider.accounts.set('ruth', { email: RUTH, email_verified: true });
  const page = await place.someone({ javaScriptEnabled: false });
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Sign in with Vale Health on a shared computer' }).click();
  await signInThere(page, 'ruth');
  await expect(page).toHaveURL(/\/partnerships$/);
  const cookies = await page.context().cookies(place.server.url);
  const kept = cookies.filter(({ name }) => name.startsWith('throughline_'));
  expect(kept.map(({ name }) => name)).toEqual(['throughline_sign_in']);
  expect(kept[0]).toMatchObject({ expires: -1, httpOnly: true, sameSite: 'Lax' });
});

test('the tick for a shared computer counts for every way in', async ({ place }) => {
  place.provider.accounts.set('ruth', { email: RUTH, email_verified: true });
  const page = await place.someone();
  await page.goto('/sign-in');
  await page.getByLabel('This is a shared computer').check();
  await page.getByRole('link', { name: 'Sign in with Vale Health' }).click();
  await signInThere(page, 'ruth');
  await expect(page).toHaveURL(/\/partnerships$/);
  const cookies = await page.context().cookies(place.server.url);
  expect(cookies.find(({ name }) => name === 'throughline_sign_in')?.expires).toBe(-1);
});

test('whoever is not let in is told why, and what else there is', async ({ place }) => {
  place.provider.accounts.set('eve', { email: 'eve@elsewhere.example', email_verified: true });
  place.provider.accounts.set('liar', { email: RUTH, email_verified: false });
  for (const [login, words] of [
    ['eve', 'There is no account with that address.'],
    ['liar', 'They did not confirm your email address'],
  ] as const) {
    const page = await place.someone({ viewport: { width: 390, height: 844 } });
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Sign in with Vale Health' }).click();
    await signInThere(page, login);
    await expect(page.getByRole('alert')).toContainText(words);
    expect(await faultsOf(page), words).toEqual([]);
    await page.goto('/oidc/vale/callback?code=x&state=y');
    await expect(page.getByRole('alert')).toContainText('was begun in another window');
    expect((await page.goto('/oidc/none'))?.status()).toBe(404);
  }
});

test('an operator says whose people get an account; one of them comes by an address of that domain', async ({
  place,
}) => {
  const ruth = await place.someone();
  await signInWith(ruth, RUTH);
  await ruth.goto('/admin/organisations');
  await ruth.getByRole('link', { name: 'Northbrook Schools Trust' }).click();
  await ruth.getByLabel('Mail domains').fill('northbrook.example gmail.com');
  await ruth.getByRole('button', { name: 'Save domains' }).click();
  await expect(ruth.getByText('Anybody can get an address at one of these')).toBeVisible();
  expect(await faultsOf(ruth), 'domains').toEqual([]);
  await ruth.getByLabel('Mail domains').fill('@northbrook.example');
  await ruth.getByRole('button', { name: 'Save domains' }).click();
  await expect(ruth.getByText('The domains are saved.')).toBeVisible();

  place.provider.accounts.set('kay', { email: 'kay@northbrook.example', email_verified: true, name: 'Kay Ellis' });
  const kay = await place.someone();
  await kay.goto('/sign-in');
  await kay.getByRole('link', { name: 'Sign in with Vale Health' }).click();
  await signInThere(kay, 'kay');
  await expect(kay.getByText('You are in no partnership yet')).toBeVisible();
  await kay.goto('/account');
  await expect(kay.getByText('You have no password here')).toBeVisible();
  await kay.goto('/account/data');
  await expect(kay.getByText('Closing takes your password')).toBeVisible();
  await expect(kay.getByRole('button', { name: 'Close my account' })).toHaveCount(0);
  await kay.goto('/account');
  await kay.getByRole('link', { name: 'Send me the mail' }).click();
  await kay.getByLabel('Work email').fill('kay@northbrook.example');
  await kay.getByRole('button', { name: 'Send me a link' }).click();
  expect(linkIn(await place.box.latestTo('kay@northbrook.example')).pathname).toMatch(/^\/sign-in\/reset\//);
});
