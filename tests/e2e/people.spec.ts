import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, HELEN, openBoard, RUTH, SANA, test, TOM } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import type { LiveServer } from '../support/liveServer.ts';

const HOME = '/partnerships/northbrook-healthy-futures';
const GRACE = 'grace.sutton@northbrook-schools.example';
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

/** Opens the page of somebody in the people list. */
async function openPerson(page: Page, name: string): Promise<void> {
  await page.goto(`${HOME}/people`);
  await page.getByRole('link', { name: `Change what ${name} may do` }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** As if the days had passed since a last day was set: the records say that it was yesterday. */
function letLastDayPass({ dataDir }: LiveServer, email: string): void {
  const Database = createRequire(import.meta.url)('better-sqlite3') as new (path: string) => {
    prepare(sql: string): { run(...values: string[]): unknown };
    close(): void;
  };
  const records = new Database(join(dataDir, 'throughline.db'));
  records
    .prepare(`update membership set ends_on = '2020-01-01' where person_id = (select id from person where email = ?)`)
    .run(email);
  records.close();
}

async function noSidewaysScrolling(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, 'how far the page goes beyond the window').toBeLessThanOrEqual(0);
}

test('an organisation without a sponsor is flagged to its convener until one is chosen', async ({ signedIn }) => {
  const [ruth, sana] = await Promise.all([signedIn(RUTH), signedIn(SANA)]);
  await ruth.goto(HOME);
  const flag = ruth.getByText('Northbrook Schools Trust has no sponsor.');
  await expect(flag).toBeVisible();
  expect(await faultsOf(ruth), 'a home with flags').toEqual([]);
  await sana.goto(HOME);
  await expect(sana.getByText('has no sponsor')).toHaveCount(0);
  await expect(sana.getByText('Sponsor: Sana Iqbal')).toBeVisible();

  await ruth.getByRole('link', { name: 'Choose a sponsor' }).click();
  await expect(ruth.getByText('Nobody is sponsor of Northbrook Schools Trust here.')).toBeVisible();
  await openPerson(ruth, 'Grace Sutton');
  await ruth.getByRole('radio', { name: /^Sponsor/ }).check();
  await ruth.getByRole('button', { name: 'Save partnership role' }).click();
  await expect(ruth.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await faultsOf(ruth), 'a person').toEqual([]);
  await openPerson(ruth, 'Ruth Calder');
  await ruth.getByRole('radio', { name: /^Sponsor/ }).check();
  await ruth.getByRole('button', { name: 'Save partnership role' }).click();
  await expect(ruth.getByText('This organisation has a sponsor already.')).toBeVisible();
  await ruth.goto(`${HOME}/people`);
  await expect(ruth.getByRole('row', { name: /Grace Sutton/ })).toContainText('Sponsor');
  await expect(ruth.getByRole('row', { name: /Grace Sutton/ })).toContainText('SENCO');
  await ruth.setViewportSize(PHONE.viewport);
  await noSidewaysScrolling(ruth);
  expect(await faultsOf(ruth), 'people on a phone').toEqual([]);
  await ruth.goto(HOME);
  await expect(ruth.getByText('has no sponsor')).toHaveCount(0);
});

test('on a phone an invitation’s state and what can be done about it stand apart', async ({ signedIn }) => {
  const ruth = await signedIn(RUTH, PHONE);
  await ruth.goto(`${HOME}/people/invite`);
  await ruth.getByLabel('Email addresses').fill('somebody.new@northbrook-schools.example');
  await ruth.getByRole('button', { name: 'Send invitations' }).click();
  await expect(ruth.getByText('Open the outbox')).toBeVisible();
  await expect(ruth.getByLabel('Email addresses')).toHaveValue('');
  await ruth.goto(`${HOME}/people/invitations`);
  const state = await ruth.getByText(/^waiting until/).boundingBox();
  const again = await ruth.getByRole('button', { name: 'Send again' }).boundingBox();
  const back = await ruth.getByRole('button', { name: 'Take back' }).boundingBox();
  expect(again?.y).toBeGreaterThan((state?.y ?? 0) + (state?.height ?? 0));
  expect(back?.y).toBe(again?.y);
  await noSidewaysScrolling(ruth);
});

test('a job title is said on one’s own page and read by colleagues', async ({ signedIn }) => {
  const [helen, tom] = await Promise.all([signedIn(HELEN), signedIn(TOM)]);
  await helen.goto('/account');
  await helen.getByLabel('Job title').fill('Senior analyst');
  await helen.getByLabel('Job title').press('Enter');
  await expect(helen.getByText('Saved. Others see it at once.')).toBeVisible();
  await tom.goto(`${HOME}/people`);
  await expect(tom.getByRole('row', { name: /Helen Marsh/ })).toContainText('Senior analyst');
});

test('access ends on its last day, also where a board is open', async ({ signedIn, newBoard, server }) => {
  test.setTimeout(180_000);
  const { url } = await newBoard({ title: 'Evaluation' });
  const [ruth, grace] = await Promise.all([signedIn(RUTH), signedIn(GRACE)]);
  await openPerson(ruth, 'Grace Sutton');
  const term = ruth.locator('form', { hasText: 'How long Grace Sutton has access' });
  await term.getByLabel('They are independent').check();
  await term.getByRole('button', { name: 'Save how long' }).click();
  await expect(ruth.getByText(/Choose the last day|speaks for no organisation/)).toBeVisible();
  await term.getByLabel('They are independent').uncheck();
  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await term.getByLabel('Last day', { exact: true }).fill(soon);
  await term.getByRole('button', { name: 'Save how long' }).click();
  await expect(ruth.getByText('Saved.', { exact: true })).toBeVisible();
  await ruth.goto(HOME);
  await expect(ruth.getByText('The access of Grace Sutton ends after')).toBeVisible();
  await grace.goto(HOME);
  await expect(grace.getByText('Your access ends after')).toBeVisible();

  await openBoard(grace, url);
  letLastDayPass(server, GRACE);
  // The timer comes round once a minute.
  await expect(grace.getByRole('alert').getByText('Someone removed your access')).toBeVisible({ timeout: 90_000 });
  await grace.goto('/partnerships');
  await expect(grace.getByText('You are in no partnership yet')).toBeVisible();
  await ruth.goto(`${HOME}/settings/audit`);
  await expect(ruth.getByRole('row', { name: /Access ended on its last day/ }).first()).toContainText('The system');
});

test('what a convener holds is handed over in one step, without JavaScript too', async ({ signedIn, server }) => {
  const amara = await signedIn('amara.osei@westmere-council.example', { javaScriptEnabled: false });
  const ruth = await signedIn(RUTH);
  const noor = [
    '--name',
    'Noor Aziz',
    '--email',
    'noor.aziz@westmere-council.example',
    '--password',
    'lantern-orchard-9',
  ];
  const into = [
    '--organisation',
    'Westmere Council',
    '--partnership',
    'northbrook-healthy-futures',
    '--role',
    'viewer',
  ];
  await server.cli('person', 'add', ...noor, ...into);
  await amara.goto('/account');
  await amara.getByRole('link', { name: 'Hand over in Northbrook Healthy Futures' }).click();
  await amara.getByRole('button', { name: 'Show what would move' }).click();
  await expect(amara.getByLabel('Who takes over')).toHaveAccessibleDescription('Choose who takes over.');
  await amara.getByLabel('Who takes over').selectOption({ label: 'Tom Hallworth, Vale Community Health NHS Trust' });
  await amara.getByRole('button', { name: 'Show what would move' }).click();
  await expect(amara.getByText('Being sponsor of the organisation: Tom Hallworth works for another')).toBeVisible();
  await amara.getByLabel('Who takes over').selectOption({ label: 'Noor Aziz, Westmere Council' });
  await amara.getByRole('button', { name: 'Show what would move' }).click();
  const moves = amara.getByRole('region', { name: 'This moves to Noor Aziz' });
  await expect(moves.getByRole('listitem')).toHaveText(['Being convener', 'Being sponsor of the organisation']);
  await amara.getByRole('button', { name: 'Hand over to Noor Aziz now' }).click();
  await expect(amara.getByText('Handed over to Noor Aziz.')).toBeVisible();
  await ruth.goto(`${HOME}/people`);
  await expect(ruth.getByRole('row', { name: /Noor Aziz/ })).toContainText('Sponsor');
  await expect(ruth.getByRole('row', { name: /Amara Osei/ })).toContainText('Facilitator');
  await ruth.goto(`${HOME}/people/outbox`);
  await expect(ruth.getByText('What Amara Osei held in Northbrook Healthy Futures was handed over')).toHaveCount(2);
});

test('whoever hands over goes on by keyboard where the answer stands', async ({ signedIn }) => {
  const ruth = await signedIn(RUTH);
  await ruth.goto('/account');
  await ruth.getByRole('link', { name: 'Hand over in Northbrook Healthy Futures' }).click();
  await ruth.getByRole('button', { name: 'Show what would move' }).press('Enter');
  await expect(ruth.getByLabel('Who takes over')).toBeFocused();
  await ruth.getByLabel('Who takes over').selectOption({ label: 'Tom Hallworth, Vale Community Health NHS Trust' });
  await ruth.getByRole('button', { name: 'Show what would move' }).press('Enter');
  await expect(ruth.getByRole('heading', { name: 'This moves to Tom Hallworth' })).toBeFocused();
});

test.describe('whom to tell, and who answers for data', () => {
  test('is on the board, on canvas and phone, one press away, with a way back', async ({ signedIn, newBoard }) => {
    const { url } = await newBoard({ title: 'Together' });
    for (const [page, path] of [
      [await signedIn(HELEN), url],
      [await signedIn(HELEN, PHONE), `${url}/outline`],
    ] as const) {
      await openBoard(page, path);
      await page.getByRole('main').getByRole('link', { name: 'I’m worried about someone' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'I’m worried about someone' })).toBeVisible();
      await expect(page.getByText('Amara Osei')).toBeVisible();
      await expect(page.getByRole('link', { name: 'Call 0191 496 0142' })).toHaveAttribute('href', 'tel:01914960142');
      await expect(page.getByText('Monday to Friday, 8.30 am to 5 pm')).toBeVisible();
      for (const number of ['101', '0800 1111']) {
        await expect(page.getByRole('link', { name: `Call ${number}` })).toBeVisible();
      }
      await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0);
      await noSidewaysScrolling(page);
      expect(await faultsOf(page), 'worried').toEqual([]);
      await page.getByRole('link', { name: 'Back to the board' }).click();
      await expect(page.locator('[data-ready="true"]')).toBeVisible();
    }
  });

  test('is read by a guest before and after they come in', async ({ signedIn, newBoard, newContext }) => {
    const { url } = await newBoard({ title: 'For parents' });
    const ruth = await signedIn(RUTH);
    await ruth.goto(`${url}/guests`);
    await ruth.getByRole('button', { name: 'Make the link' }).click();
    const link = new URL(await ruth.getByLabel('Link', { exact: true }).first().inputValue()).pathname;
    const danuta = await (await newContext(PHONE)).newPage();
    await danuta.goto(link);
    await danuta.getByRole('link', { name: 'Privacy' }).click();
    await expect(danuta.getByRole('heading', { name: 'Privacy in Northbrook Healthy Futures' })).toBeVisible();
    await expect(danuta.getByText('Information governance team, Westmere Council')).toBeVisible();
    await noSidewaysScrolling(danuta);
    expect(await faultsOf(danuta), 'privacy').toEqual([]);
    await danuta.getByRole('link', { name: 'Back' }).click();
    await danuta.getByRole('link', { name: 'I’m worried about someone' }).click();
    await expect(danuta.getByText('Amara Osei')).toBeVisible();
    await danuta.getByRole('link', { name: 'Back' }).click();
    await danuta.getByLabel('Name to show').fill('Danuta');
    await danuta.getByRole('button', { name: 'Join the board' }).click();
    await expect(danuta.locator('[data-ready="true"]')).toBeVisible();
    await danuta.goto('/g');
    await danuta.getByRole('link', { name: 'I’m worried about someone' }).click();
    await expect(danuta.getByText('Amara Osei')).toBeVisible();
    const stranger = await (await newContext()).newPage();
    await stranger.goto(`${HOME}/worried`);
    await expect(stranger.getByRole('link', { name: 'Call 0800 1111' })).toBeVisible();
    await expect(stranger.getByText('Amara Osei')).toHaveCount(0);
    expect((await stranger.goto(`${HOME}/privacy`))?.status()).toBe(404);
  });

  test('is filled in by conveners, who are told what is wrong', async ({ signedIn }) => {
    const ruth = await signedIn(RUTH);
    await ruth.goto(`${HOME}/settings/privacy`);
    const contact = ruth.getByRole('region', { name: 'Safeguarding contact' });
    await contact.getByLabel('Phone number of the contact').fill('ring us');
    await contact.getByRole('button', { name: 'Save' }).click();
    await expect(ruth.getByText('Enter a phone number')).toBeVisible();
    await expect(contact.getByLabel('Phone number of the contact')).toHaveValue('ring us');
    await expect(contact.getByLabel('Phone number of the contact')).toBeFocused();
    expect(await faultsOf(ruth), 'a contact that is refused').toEqual([]);
    await contact.getByLabel('Phone number of the contact').fill('0191 496 0142');
    await contact.getByRole('button', { name: 'Save' }).click();
    await expect(ruth.getByText('Saved. Everyone who takes part sees it from now on.')).toBeVisible();
    const officer = ruth.getByRole('region', { name: 'Who answers for data' });
    await officer.getByLabel('Data protection officer').fill('Dee Okafor');
    await officer.getByRole('button', { name: 'Save' }).click();
    await expect(ruth.getByText('Saved. The privacy page says it from now on.')).toBeVisible();
    await officer.getByRole('link', { name: 'See the page' }).click();
    await expect(ruth.getByText('Dee Okafor')).toBeVisible();
  });
});
