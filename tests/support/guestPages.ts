import type { Page } from '@playwright/test';
import { expect, expectReady } from './e2e.ts';

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

/** `young`: the adults who look after the board; with one, the link is for young people. */
interface LinkAsked {
  right?: string;
  password?: string;
  young?: readonly string[];
  lobby?: boolean;
  /** Title of the session it is for. */
  session?: string;
}

/** Makes a guest link on a board's page for it, and returns the path that guests open. */
export async function makeLink(
  page: Page,
  board: string,
  { right = 'Add and change cards', password = '', young = [], lobby = false, session }: LinkAsked = {},
): Promise<string> {
  await page.goto(`${board}/guests`);
  await page.getByLabel(right, { exact: true }).check();
  if (young.length > 0) await page.getByRole('radio', { name: 'Young people' }).check();
  for (const name of young) await page.getByRole('checkbox', { name }).check();
  if (lobby) await page.getByLabel('Newcomers wait until somebody lets them in').check();
  if (session) await page.getByLabel('For a session').selectOption({ label: session });
  await page.getByLabel('Password (if you want one)').fill(password);
  await page.getByRole('button', { name: 'Make the link' }).click();
  await expect(page.getByText('The link is ready.')).toBeVisible();
  return new URL(await page.getByLabel('Link', { exact: true }).first().inputValue()).pathname;
}

/** Asks to come in by a link, whichever language its page is in. */
export async function ask(page: Page, path: string, name: string): Promise<void> {
  await page.goto(path);
  await page.locator('input[name="guestName"]').fill(name);
  await page.locator('main button.primary').click();
}

/** Comes in by a link that lets people in at once. */
export async function join(page: Page, path: string, name = 'Danuta'): Promise<void> {
  await ask(page, path, name);
  await expect(page).toHaveURL(/\/boards\//);
}

/** From the light page, where a phone lands, to the board itself. */
export async function openWholeBoard(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/take-part$/);
  await page.getByRole('link', { name: 'See the whole board' }).click();
  await expectReady(page);
}
