import { test as base } from '@playwright/test';
import { RUTH, TOM, expect, expectReady, openBoard, test } from '../support/e2e.ts';
import { boxOf } from '../support/boardPage.ts';
import { LiveServer } from '../support/liveServer.ts';

base('the first run: the link from the console sets up organisation, person and partnership', async ({ browser }) => {
  const server = await LiveServer.open();
  try {
    const page = await browser.newPage({ baseURL: server.url });
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect.poll(() => server.output).toMatch(/\/setup\?token=\S+/);
    const link = /https?:\/\/\S*(\/setup\?token=\S+)/.exec(server.output)?.[1] ?? '';
    await page.goto(link);

    await page.getByLabel('Name of the organisation').fill('Northbrook Schools Trust');
    await page.getByLabel('Name', { exact: true }).fill('Ruth Calder');
    await page.getByLabel('Work email').fill('ruth');
    await page.getByLabel('Password').fill('short');
    await page.getByRole('button', { name: 'Set up and sign in' }).click();
    await expect(page.getByLabel('Work email')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Name of the partnership')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Name of the organisation')).toHaveValue('Northbrook Schools Trust');

    await page.getByLabel('Work email').fill('ruth@northbrook.example');
    await page.getByLabel('Password').fill('lantern-orchard-lane-42');
    await page.getByLabel('Name of the partnership').fill('Northbrook Healthy Futures');
    await page.getByRole('button', { name: 'Set up and sign in' }).click();
    await expect(page).toHaveURL(/\/partnerships\/northbrook-healthy-futures$/);
    await expect(page.getByText('Northbrook Healthy Futures').first()).toBeVisible();
    const recent = await boxOf(page.getByRole('heading', { name: 'Recent boards' }));
    const noneYet = await boxOf(page.locator('.tile').filter({ hasText: 'New board' }));
    expect(noneYet.y - (recent.y + recent.height)).toBeGreaterThanOrEqual(8);

    const second = await browser.newPage({ baseURL: server.url });
    await second.goto(link);
    await expect(second.getByRole('button', { name: 'Set up and sign in' })).toHaveCount(0);

    await page
      .getByRole('link', { name: /New board/ })
      .first()
      .click();
    await page.getByRole('searchbox').fill('impact');
    await expect(page.getByText('Impact and effort matrix').first()).toBeVisible();
    await page.getByText('Impact and effort matrix').first().click();
    await page.getByLabel('Name of the board').fill('Our first board');
    await page.getByRole('button', { name: 'Make this board' }).click();
    await expectReady(page);
    await expect(page.getByRole('heading', { name: 'Quick wins' })).toBeVisible();
    await page.context().close();
    await second.context().close();
  } finally {
    await server.close();
  }
});

test('signing in and out works without JavaScript', async ({ newContext, sample }) => {
  const context = await newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`/partnerships/${sample.partnership}`);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.locator('[name=email]').fill(RUTH);
  await page.locator('[name=password]').fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.locator('[name=email]')).toHaveValue(RUTH);
  await expect(page.locator('[name=password]')).toHaveValue('');
  await expect(page.getByText('That email and password do not go together')).toBeVisible();

  await page.locator('[name=password]').fill(sample.people.find(({ email }) => email === RUTH)?.password ?? '');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/partnerships/${sample.partnership}$`));
  await page.goto('/account');
  await page.getByRole('button', { name: /^Your account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto(`/partnerships/${sample.partnership}`);
  await expect(page).toHaveURL(/\/sign-in/);
});

test('a sign-in ended on another device ends an open board, and the copy goes', async ({ signedIn, newBoard }) => {
  const { id, url } = await newBoard();
  const [here, there] = [await signedIn(TOM), await signedIn(TOM)];
  await openBoard(there, url);
  const copies = () =>
    there.evaluate(async (board) => {
      const databases = await indexedDB.databases();
      return databases.filter(({ name }) => name?.includes(board)).length;
    }, id);
  await expect.poll(copies).toBe(1);
  await here.goto('/account');
  await here.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(there.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  await expect.poll(copies).toBe(0);
});

test('an unknown board and one that is not theirs look the same', async ({ signedIn, sample, server, newBoard }) => {
  const tom = await signedIn(TOM);
  const { id } = await newBoard({ title: 'For the school trust only' });
  const ruth = await signedIn(RUTH);
  await ruth.goto(`/partnerships/${sample.partnership}/boards/${id}/sharing`);
  await ruth.getByLabel('Only the people and organisations I name').check();
  await ruth.getByRole('checkbox', { name: /Ruth Calder/ }).check();
  await ruth.getByRole('button', { name: 'Save' }).click();
  const pages = [];
  for (const board of [id, 'no-such-board-at-all-1']) {
    const response = await tom.goto(`${server.url}/partnerships/${sample.partnership}/boards/${board}`);
    expect(response?.status()).toBe(404);
    pages.push(await tom.locator('main').innerText());
  }
  expect(pages[1]).toBe(pages[0]);
  await tom.goto(`/partnerships/${sample.partnership}/boards`);
  await expect(tom.getByText('For the school trust only')).toHaveCount(0);
});

test('one’s own account, without JavaScript: a name, how pages look, one’s data, and closing it', async ({
  newContext,
  sample,
  server,
}) => {
  const page = await (await newContext({ javaScriptEnabled: false })).newPage();
  const email = 'leaving@westmere-icb.example';
  const given = ['--name', 'Lee Varga', '--email', email, '--organisation', 'Westmere Integrated Care Board'];
  await server.cli(
    'person',
    'add',
    ...given,
    '--partnership',
    sample.partnership,
    '--role',
    'viewer',
    '--password',
    'lantern-orchard-lane-42',
  );
  await page.goto('/account');
  await page.getByLabel('Work email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('lantern-orchard-lane-42');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('Name').fill('Lee Varga-Moss');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Others see it at once.')).toBeVisible();

  await page.getByRole('link', { name: 'How it looks' }).click();
  await page.getByLabel('Dark').check();
  await page.getByLabel('As little as possible').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('html[data-theme="dark"][data-motion="reduced"]')).toHaveCount(1);

  await page.getByRole('link', { name: 'Your data' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save my data' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('throughline-my-data.json');
  await page.getByLabel('Say “Former member” instead').check();
  await page.getByLabel('Password').fill('not it');
  await page.getByRole('button', { name: 'Close my account' }).click();
  await expect(page.getByText('That is not the password.')).toBeVisible();
  await expect(page.getByLabel('Say “Former member” instead')).toBeChecked();
  await page.getByLabel('Password').fill('lantern-orchard-lane-42');
  await page.getByRole('button', { name: 'Close my account' }).click();
  await expect(page.getByText('Your account is closed.')).toBeVisible();
});
