import type { Page } from '@playwright/test';
import { expect, RUTH, TOM } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { linkIn } from '../support/mailbox.ts';
import { test } from '../support/mailedE2e.ts';

/** A convener names somebody on a board. */
async function share(ruth: Page, board: string): Promise<void> {
  await ruth.goto(`${board}/sharing`);
  await ruth.getByLabel('Only the people and organisations I name').check();
  for (const name of ['Ruth Calder', 'Tom Hallworth']) await ruth.getByRole('checkbox', { name }).check();
  await ruth.getByRole('button', { name: 'Save' }).click();
}

test('a mail about a board is stopped from the mail, signed out, and taken up again in the account', async ({
  signedIn,
  newContext,
  newBoard,
  sample,
  box,
  server,
}) => {
  const ruth = await signedIn(RUTH);
  const first = await newBoard({ title: 'For two of us' });
  await share(ruth, `/partnerships/${sample.partnership}/boards/${first.id}`);
  const mail = await box.latestTo(TOM);
  expect(mail.subject).toContain('shared a board with you');
  const stop = /https?:\/\/\S+\/unsubscribe\/\S+/.exec(mail.text)?.[0] ?? '';
  expect(linkIn(mail).pathname).toContain(first.id);

  const context = await newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(stop.replace(/^https?:\/\/[^/]+/, server.url));
  await expect(page.getByText('A board is opened to you by name')).toBeVisible();
  await page.getByRole('button', { name: 'Stop these mails' }).click();
  await expect(page.getByText('You get no more of these mails.')).toBeVisible();
  await page.goto(`${server.url}/unsubscribe/AQAAAA`);
  await expect(page.getByRole('heading', { name: 'This link stops nothing' })).toBeVisible();

  const tom = await signedIn(TOM);
  await tom.goto('/account');
  await tom.getByRole('link', { name: 'Mails', exact: true }).click();
  const choice = tom.getByRole('checkbox', { name: /A board is opened to you by name/ });
  await expect(choice).not.toBeChecked();
  await choice.focus();
  await tom.keyboard.press('Space');
  await tom.getByRole('button', { name: 'Save' }).click();
  await expect(tom.getByText('Saved. This counts from the next mail on.')).toBeVisible();
  await tom.reload();
  await expect(choice).toBeChecked();
});

for (const view of [
  { name: '1366 light', viewport: { width: 1366, height: 768 }, colorScheme: 'light' },
  { name: '390 dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const) {
  test(`axe finds nothing where mails are chosen and stopped, ${view.name}`, async ({
    signedIn,
    newBoard,
    sample,
    box,
  }) => {
    const { viewport, colorScheme } = view;
    const ruth = await signedIn(RUTH, { viewport, colorScheme });
    await ruth.goto('/account/mails');
    await expect(ruth.getByRole('heading', { name: 'Mails that always come' })).toBeVisible();
    expect(await faultsOf(ruth)).toEqual([]);
    expect(await wider(ruth)).toBe(0);
    const after = box.arrived.length;
    const { id } = await newBoard({ title: 'One more' });
    await share(ruth, `/partnerships/${sample.partnership}/boards/${id}`);
    const { text } = await box.latestTo(TOM, { after });
    await ruth.goto(/\/unsubscribe\/\S+/.exec(text)?.[0] ?? '');
    await expect(ruth.getByRole('button', { name: 'Stop these mails' })).toBeVisible();
    expect(await faultsOf(ruth)).toEqual([]);
    expect(await wider(ruth)).toBe(0);
  });
}

function wider(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
