import type { Page } from '@playwright/test';
import { addField, cardOf } from '../support/boardPage.ts';
import { expect, expectReady } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { makeLink, PHONE } from '../support/guestPages.ts';
import { linkIn } from '../support/mailbox.ts';
import { giveKey, PASSWORD, RUTH, signInThere, signInWith, withRuth as test } from '../support/ownInstance.ts';

const TOM = 'tom@vale.example';
const SANA = 'sana@vale.example';
/** How soon a change of rights shows on open pages. */
const SOON = { timeout: 2_000 };

async function openInvitation(page: Page, mail: { text: string }): Promise<void> {
  await page.goto(linkIn(mail).pathname);
}

test('a partnership from its first day to the day an organisation leaves, in four browsers', async ({ place }) => {
  test.setTimeout(180_000);
  const { box, provider } = place;

  // A convener of a school trust starts a partnership, and invites a convener of an NHS trust by mail.
  const ruth = await place.someone();
  await signInWith(ruth, RUTH);
  await ruth.goto('/partnerships/new');
  await ruth.getByLabel('Name of the partnership').fill('Tanner’s Field');
  await ruth.getByRole('button', { name: 'Start a partnership' }).click();
  await ruth.getByLabel('Email of their convener').fill(TOM);
  await ruth.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(ruth.getByText('1 invitation is on its way.')).toBeVisible();
  const tom = await place.someone();
  await openInvitation(tom, await box.latestTo(TOM));
  await tom.getByLabel('Your name').fill('Tom Hallworth');
  await tom.getByLabel('Your organisation').fill('Vale Health NHS Trust');
  await tom.getByLabel('Kind of organisation').selectOption('nhs-trust');
  await tom.getByLabel('Choose a password').fill(PASSWORD);
  await tom.getByRole('button', { name: 'Accept and join' }).click();
  await expect(tom).toHaveURL(/\/partnerships\/tanners-field$/);

  // He adds a colleague, who proves her address with the trust's own sign-in, and adds a passkey.
  await tom.goto('/partnerships/tanners-field/people/invite');
  await tom.getByLabel('Email addresses').fill(SANA);
  await tom.getByRole('button', { name: 'Send invitations' }).click();
  await expect(tom.getByText('1 invitation is on its way.')).toBeVisible();
  provider.accounts.set('sana', { email: SANA, email_verified: true, name: 'Sana Iqbal' });
  const sana = await place.someone();
  await giveKey(sana);
  await openInvitation(sana, await box.latestTo(SANA));
  await sana.getByRole('link', { name: 'Sign in with Vale Health' }).click();
  await signInThere(sana, 'sana');
  await expect(sana.getByLabel('Your name')).toHaveValue('Sana Iqbal');
  await expect(sana.getByLabel('Choose a password')).toHaveCount(0);
  expect(await faultsOf(sana), 'an invitation, with the address proved').toEqual([]);
  await sana.getByRole('button', { name: 'Accept and join' }).click();
  await expect(sana).toHaveURL(/\/partnerships\/tanners-field$/);
  await sana.goto('/account/factors');
  await sana.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(sana.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible();
  await sana.context().clearCookies();
  await sana.goto('/sign-in');
  await sana.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(sana).toHaveURL(/\/partnerships$/);

  // A parent scans the code of a board on a phone, and adds a card.
  const board = await place.server.newBoard('tanners-field', { title: 'Health hub', template: 'impact-effort-matrix' });
  const path = new URL(board.url).pathname;
  const desk = await ruth.context().newPage();
  const link = await makeLink(desk, path);
  const danuta = await place.someone(PHONE);
  await danuta.goto(link);
  await danuta.getByLabel('Name to show').fill('Danuta');
  await danuta.getByLabel('Parent, carer or community member').check();
  await danuta.getByRole('button', { name: 'Join the board' }).click();
  await expect(danuta).toHaveURL(/\/take-part$/);
  await expectReady(danuta);
  for (const page of [ruth, tom, sana]) {
    await page.goto(`${path}/outline`);
    await expectReady(page);
  }
  await danuta.getByLabel('Add a card to').selectOption({ label: 'Quick wins' });
  await danuta.locator('#words').fill('Somewhere to talk to the school nurse');
  await danuta.getByRole('button', { name: 'Add card' }).click();
  await expect(danuta.locator('[data-mark]')).toHaveAttribute('data-mark', 'saved');
  for (const page of [ruth, tom, sana]) {
    await expect(cardOf(page, 'Somewhere to talk to the school nurse')).toContainText('Danuta, guest');
  }

  // A role is lowered, and the link closed: both are felt on open pages.
  await expect(addField(sana, 'Quick wins')).toBeVisible();
  const tomsDesk = await tom.context().newPage();
  await tomsDesk.goto('/partnerships/tanners-field/people');
  await tomsDesk.getByRole('link', { name: 'Change what Sana Iqbal may do' }).click();
  await tomsDesk.getByLabel('viewer').check();
  await tomsDesk.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(addField(sana, 'Quick wins')).toHaveCount(0, SOON);
  await desk.reload();
  await desk.locator('summary', { hasText: 'Close for all' }).click();
  await desk.getByRole('button', { name: 'Close for all' }).click();
  await expect(danuta.getByRole('alert').getByText('You can no longer open this board')).toBeVisible(SOON);

  // The NHS trust leaves: its people are out at once, and what was written stays.
  await tomsDesk.goto('/partnerships/tanners-field/people');
  await tomsDesk.getByRole('link', { name: 'About Vale Health NHS Trust' }).click();
  await tomsDesk.getByLabel('I know that this cannot be taken back').check();
  await tomsDesk.getByRole('button', { name: 'Vale Health NHS Trust leaves' }).click();
  for (const page of [tom, sana]) {
    await expect(page.getByRole('alert').getByText('Someone removed your access')).toBeVisible(SOON);
  }
  await expect(cardOf(ruth, 'Somewhere to talk to the school nurse')).toBeVisible();
  await sana.goto(path);
  await expect(sana.getByRole('heading', { name: 'Not found' }).or(sana.getByText('may not see it'))).toBeVisible();
});
