import type { Page } from '@playwright/test';
import { expect } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { linkIn } from '../support/mailbox.ts';
import type { Place } from '../support/ownInstance.ts';
import { setupPath, test as base } from '../support/ownInstance.ts';

const PASSWORD = 'lantern-orchard-lane-42';

/** Set up by Ruth of the Northbrook Schools Trust. */
const test = base.extend<{ ruth: Page }>({
  ruth: async ({ place: { server, someone } }, use) => {
    const page = await someone();
    await page.goto(setupPath(server));
    await page.getByLabel('Name of the organisation').fill('Northbrook Schools Trust');
    await page.getByLabel('Name', { exact: true }).fill('Ruth Calder');
    await page.getByLabel('Work email').fill('ruth@northbrook.example');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('Name of the partnership').fill('Northbrook Healthy Futures');
    await page.getByRole('button', { name: 'Set up and sign in' }).click();
    await expect(page).toHaveURL(/northbrook-healthy-futures$/);
    await use(page);
  },
});

const HOME = '/partnerships/northbrook-healthy-futures';

/** Opens the link of the latest mail to an address. */
async function openInvitation({ box }: Place, page: Page, address: string, after = 0): Promise<void> {
  await page.goto(linkIn(await box.latestTo(address, { after })).pathname);
}

test('a convener starts a partnership, an NHS trust comes in by mail and leaves again', async ({ place, ruth }) => {
  await ruth.goto('/partnerships');
  await ruth.getByRole('link', { name: 'Start a partnership' }).click();
  await ruth.getByLabel('Name of the partnership').fill('Tanner’s Field');
  await ruth.getByRole('button', { name: 'Start a partnership' }).click();

  await expect(ruth.getByRole('heading', { name: 'Invite people' })).toBeVisible();
  await ruth.getByLabel('Email of their convener').fill('tom');
  await ruth.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(ruth.getByLabel('Email of their convener')).toHaveAttribute('aria-invalid', 'true');
  await ruth.getByLabel('Email of their convener').fill('tom@vale.example');
  await ruth.getByLabel('Message').fill('We spoke on Monday.');
  await ruth.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(ruth.getByText('1 invitation is on its way.')).toBeVisible();

  const tom = await place.someone();
  await openInvitation(place, tom, 'tom@vale.example');
  await expect(tom.getByRole('heading', { level: 1, name: 'Tanner’s Field' })).toBeVisible();
  await expect(tom.getByText('We spoke on Monday.')).toBeVisible();
  expect(await faultsOf(tom), 'an invitation').toEqual([]);
  await tom.getByLabel('Your name').fill('Tom Hallworth');
  await tom.getByLabel('Your organisation').fill('Northbrook Schools Trust');
  await tom.getByLabel('Kind of organisation').selectOption('nhs-trust');
  await tom.getByLabel('Choose a password').fill(PASSWORD);
  await tom.getByRole('button', { name: 'Accept and join' }).click();
  await expect(tom.getByText('This organisation is here already.')).toBeVisible();
  await tom.getByLabel('Your organisation').fill('Vale Health NHS Trust');
  await tom.getByLabel('Choose a password').fill(PASSWORD);
  await tom.getByRole('button', { name: 'Accept and join' }).click();
  await expect(tom).toHaveURL(/\/partnerships\/tanners-field$/);

  await tom.getByRole('link', { name: 'People' }).first().click();
  await expect(tom.getByRole('link', { name: 'Change what Ruth Calder may do' })).toHaveCount(0);
  await tom.getByRole('link', { name: 'About Vale Health NHS Trust' }).click();
  await expect(tom.getByText('These people lose access at once')).toContainText('Tom Hallworth');
  await tom.getByRole('button', { name: 'Vale Health NHS Trust leaves' }).click();
  await expect(tom.getByText('Tick this first')).toBeVisible();
  await tom.getByLabel('I know that this cannot be taken back').check();
  await tom.getByRole('button', { name: 'Vale Health NHS Trust leaves' }).click();
  await expect(tom).toHaveURL(/\/partnerships$/);
  await expect(tom.getByText('You are in no partnership yet')).toBeVisible();
  await ruth.goto('/partnerships/tanners-field/settings/audit');
  await expect(ruth.getByText('Organisation left')).toBeVisible();
  const [file] = await Promise.all([
    ruth.waitForEvent('download'),
    ruth.getByRole('button', { name: 'Save as a table (CSV)' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^tanners-field-\d{4}-\d\d-\d\d\.csv$/);
});

test('without JavaScript: inviting colleagues, accepting, and a role that is changed', async ({ place, ruth }) => {
  const plain = await place.someone({ javaScriptEnabled: false });
  await plain.context().addCookies(await ruth.context().cookies());
  await plain.goto(`${HOME}/people`);
  await expect(plain.getByText('Ruth Calder is the only convener.')).toBeVisible();
  await plain.setViewportSize({ width: 390, height: 844 });
  const role = plain.getByText('Convener', { exact: true });
  expect((await role.boundingBox())?.height, 'a role is one line, also on a phone').toBeLessThan(32);
  await plain.getByRole('link', { name: 'Invite people' }).click();
  await plain.getByLabel('Email addresses').fill('Kay <kay@northbrook.example>, ruth@northbrook.example');
  await plain.getByRole('button', { name: 'Send invitations' }).click();
  await expect(plain.getByText('In the partnership already: ruth@northbrook.example.')).toBeVisible();

  const kay = await place.someone({ javaScriptEnabled: false });
  await openInvitation(place, kay, 'kay@northbrook.example');
  const used = kay.url();
  await kay.getByLabel('Your name').fill('Kay Ellis');
  await kay.getByLabel('Choose a password').fill('kay');
  await kay.getByRole('button', { name: 'Accept and join' }).click();
  await expect(kay.getByLabel('Choose a password')).toHaveAttribute('aria-invalid', 'true');
  await expect(kay.getByLabel('Your name')).toHaveValue('Kay Ellis');
  await kay.getByLabel('Choose a password').fill(PASSWORD);
  await kay.getByRole('button', { name: 'Accept and join' }).click();
  await expect(kay).toHaveURL(new RegExp(`${HOME}$`));

  await plain.goto(`${HOME}/people`);
  await plain.getByRole('link', { name: 'Change what Kay Ellis may do' }).click();
  await plain.getByLabel('viewer').check();
  await plain.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(plain.getByRole('row', { name: /Kay Ellis/ })).toContainText('Viewer');
  const late = await place.someone();
  await late.goto(used);
  await expect(late.getByText('It was used already.')).toBeVisible();
});

test('a link that was used, replaced or is none says so, and what to do', async ({ place, ruth }) => {
  await ruth.goto(`${HOME}/people/invite`);
  await ruth.getByLabel('Email addresses').fill('kay@northbrook.example');
  await ruth.getByRole('button', { name: 'Send invitations' }).click();
  await expect(ruth.getByText('1 invitation is on its way.')).toBeVisible();
  const kay = await place.someone({ viewport: { width: 390, height: 844 } });
  await openInvitation(place, kay, 'kay@northbrook.example');
  const first = kay.url();
  await ruth.goto(`${HOME}/people/invitations`);
  const before = place.box.arrived.length;
  await ruth.getByRole('button', { name: 'Send again to kay@northbrook.example' }).click();
  await place.box.latestTo('kay@northbrook.example', { after: before });
  await kay.reload();
  await expect(kay.getByText('replaced by a newer mail')).toBeVisible();
  expect(await faultsOf(kay), 'a link that opens nothing').toEqual([]);
  await openInvitation(place, kay, 'kay@northbrook.example', before);
  await kay.getByRole('button', { name: 'Decline' }).click();
  await expect(kay.getByText('You declined.')).toBeVisible();
  await kay.goto(kay.url().split('?')[0] ?? '');
  await expect(kay.getByText('It was declined.')).toBeVisible();
  await kay.goto(`${new URL(first).pathname.slice(0, -1)}`);
  await expect(kay.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await ruth.reload();
  await expect(ruth.getByText('declined', { exact: true })).toBeVisible();
});

test('a role that is lowered takes effect on an open board within two seconds', async ({ place, ruth }) => {
  await ruth.goto(`${HOME}/people/invite/link`);
  await ruth.getByRole('button', { name: 'Make the link' }).click();
  const link = await ruth.getByLabel('Link to share').inputValue();
  const kay = await place.someone();
  await kay.goto(new URL(link).pathname);
  await kay.getByLabel('Work email').fill('kay@northbrook.example');
  await kay.getByRole('button', { name: 'Send me an invitation' }).click();
  await expect(kay.getByText('is on its way')).toBeVisible();
  await openInvitation(place, kay, 'kay@northbrook.example');
  await kay.getByLabel('Your name').fill('Kay Ellis');
  await kay.getByLabel('Choose a password').fill(PASSWORD);
  await kay.getByRole('button', { name: 'Accept and join' }).click();
  await expect(kay).toHaveURL(new RegExp(`${HOME}$`));
  const board = await place.server.newBoard('northbrook-healthy-futures', { title: 'Together' });
  await kay.goto(new URL(board.url).pathname);
  await expect(kay.locator('[data-ready="true"]')).toBeVisible();
  await expect(kay.getByRole('button', { name: /^Add a card/ })).toBeVisible();

  await ruth.goto(`${HOME}/people`);
  await ruth.getByRole('link', { name: 'Change what Kay Ellis may do' }).click();
  await ruth.getByLabel('viewer').check();
  await ruth.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(kay.getByRole('button', { name: /^Add a card/ })).toHaveCount(0, { timeout: 2_000 });
});
