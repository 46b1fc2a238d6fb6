import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from '../support/e2e.ts';
import type { ProxyFaults } from '../support/proxies.ts';
import { FaultyProxy } from '../support/proxies.ts';

test.describe.configure({ mode: 'parallel' });

async function checkedThrough(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}/connection-check`);
  await expect(page.getByRole('button', { name: 'Check again' })).toBeEnabled({ timeout: 20_000 });
  return page;
}

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

test('where everything gets through it says so, and what to allow is true to the addresses in use', async ({
  newContext,
  server,
}) => {
  const page = await checkedThrough(await newContext(), server.url);
  await expect(page.getByText('Everything works.')).toBeVisible();
  await expect(row(page, 'Live connection')).toContainText('In use');
  await expect(row(page, 'Back-up connection')).toContainText('Works');
  await expect(row(page, 'Sign-in cookie')).toContainText('Kept');
  await expect(row(page, 'clock')).toContainText('Right');
  const text = await page.locator('pre').innerText();
  expect(text).toMatch(/WebSocket\s+ws, \/sync\//);
  expect(text).toMatch(/requests\s+GET, POST, DELETE, \/sync-http\//);
  expect(text).toContain(`port        ${server.port}`);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

const blocked: [name: string, faults: ProxyFaults, title: string, stream: RegExp][] = [
  ['strips Upgrade', { stripsUpgrade: true }, 'Updates are a little slower on this network.', /arrives as it is sent/],
  [
    'strips Upgrade and holds answers back',
    { stripsUpgrade: true, holdsBack: true },
    'Updates are slower on this network.',
    /held back until its end \(\d\.\d s\)/,
  ],
];
for (const [name, faults, title, stream] of blocked) {
  test(`behind a proxy that ${name} it says what gets through and what does not`, async ({ newContext, server }) => {
    const proxy = await FaultyProxy.open(server.url, faults);
    const page = await checkedThrough(await newContext({ colorScheme: 'dark' }), proxy.url);
    await expect(page.getByText(`You can work. ${title}`)).toBeVisible();
    await expect(row(page, 'Live connection')).toContainText('Blocked');
    await expect(row(page, 'Back-up connection')).toContainText('In use');
    const text = await page.locator('pre').innerText();
    expect(text).toMatch(/WebSocket \/sync\/check\s+did not open \(\d\.\d s, code 1006\)/);
    expect(text).toMatch(stream);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await proxy.close();
  });
}
