import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { calendarIn } from '../support/calendars.ts';
import { expect, RUTH, SANA, TOM } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { test } from '../support/mailedE2e.ts';

const TEMPLATE = 'impact-effort-matrix';
const MEETING = 'https://meet.example/hub';
const HUB = { title: 'Health hub, December', day: '2027-06-08', from: '13:30', until: '16:30' };

/** Prepares a session that has a day, a place and an online meeting. */
async function prepare(page: Page, board: string): Promise<string> {
  await page.goto(`${board}/sessions/new`);
  await page.getByLabel('Title').fill(HUB.title);
  await page.getByLabel('Day').fill(HUB.day);
  await page.getByLabel('From').fill(HUB.from);
  await page.getByLabel('Until').fill(HUB.until);
  await page.getByLabel('Place').fill('Tanner’s Field Hall');
  await page.getByLabel('Online meeting').fill(`${MEETING} or 0113 496 0000`);
  await page.getByRole('button', { name: 'Make the session' }).click();
  await expect(page.getByRole('heading', { name: HUB.title, level: 1 })).toBeVisible();
  return page.url();
}

/** Says on a session's page that it is somewhere else. */
async function putElsewhere(page: Page): Promise<void> {
  await page.locator('summary', { hasText: 'Change when and where' }).click();
  const plan = page.locator('details', { hasText: 'Change when and where' });
  await plan.getByLabel('Place', { exact: true }).fill('Town Hall');
  await plan.getByRole('button', { name: 'Save' }).click();
}

test('members are invited by mail, told of a change, and told when it is called off', async ({
  newBoard,
  signedIn,
  box,
}) => {
  const { url } = await newBoard({ template: TEMPLATE });
  const ruth = await signedIn(RUTH);
  const session = await prepare(ruth, url);
  await ruth.getByRole('link', { name: 'Invite people' }).press('Enter');
  const send = ruth.getByRole('button', { name: 'Send the invitations' });
  await send.press('Enter');
  await expect(ruth.getByText('Pick at least one person who is not invited yet.')).toBeVisible();
  await expect(ruth.getByRole('checkbox', { name: /^Everyone who may see the board/ })).toBeFocused();
  await ruth.getByRole('checkbox', { name: 'Tom Hallworth' }).press('Space');
  await send.press('Enter');
  await expect(ruth.getByRole('status').filter({ hasText: '1 person is invited.' })).toBeFocused();
  await expect(ruth.getByRole('checkbox', { name: 'Tom Hallworth' })).toHaveCount(0);
  const invitation = await box.latestTo(TOM, { about: HUB.title });
  expect(invitation.subject).toBe(`Invitation: ${HUB.title}`);
  expect(calendarIn(invitation.calendar?.text ?? '')).toMatchObject({ METHOD: 'REQUEST', DTSTART: '20270608T123000Z' });

  await ruth.getByRole('link', { name: 'Back to the session' }).click();
  await ruth.locator('summary', { hasText: '1 person invited' }).click();
  await expect(ruth.getByRole('listitem').filter({ hasText: 'Tom Hallworth' })).toBeVisible();
  await putElsewhere(ruth);
  await expect(ruth.getByText(/1 person was invited and has not heard/)).toBeVisible();
  let after = box.arrived.length;
  await ruth.getByRole('button', { name: 'Tell them by mail' }).press('Enter');
  await expect(ruth.getByText(/has not heard/)).toHaveCount(0);
  const changed = await box.latestTo(TOM, { after, about: HUB.title });
  expect(calendarIn(changed.calendar?.text ?? '')).toMatchObject({ SEQUENCE: '1', LOCATION: 'Town Hall' });

  after = box.arrived.length;
  await ruth.goto(session);
  await ruth.locator('summary', { hasText: 'Take this session away' }).click();
  await expect(ruth.getByText('Those who were invited are told by mail.')).toBeVisible();
  await ruth.getByRole('button', { name: 'Take this session away' }).click();
  await expect(ruth.getByRole('heading', { name: 'No session yet' })).toBeVisible();
  expect((await box.latestTo(TOM, { after, about: HUB.title })).subject).toBe(`Called off: ${HUB.title}`);
});

test('whoever may only look reads when and where it is, opens the meeting, and takes the calendar file', async ({
  newBoard,
  signedIn,
}) => {
  const { url } = await newBoard({ template: TEMPLATE });
  const session = await prepare(await signedIn(RUTH), url);
  const sana = await signedIn(SANA);
  await sana.goto(session);
  for (const words of ['Tue 8 June 2027, 1.30 pm – 4.30 pm', 'Tanner’s Field Hall', 'Ruth Calder'])
    await expect(sana.getByText(words, { exact: true })).toBeVisible();
  const meeting = sana.getByRole('link', { name: MEETING });
  await expect(meeting).toHaveAttribute('href', MEETING);
  await expect(meeting).toHaveAttribute('rel', /noopener/);
  await expect(sana.getByText('1.30 pm · Welcome')).toBeVisible();
  for (const name of ['Invite people', 'Rehearse it'])
    await expect(sana.getByRole('link', { name, exact: true })).toHaveCount(0);
  const [download] = await Promise.all([
    sana.waitForEvent('download'),
    sana.getByRole('link', { name: 'Download for your calendar' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('session.ics');
  const entry = calendarIn(await readFile(await download.path(), 'utf8'));
  expect(entry).toMatchObject({ DTSTART: '20270608T123000Z', URL: session });
  expect(entry).not.toHaveProperty('METHOD');
});

for (const [name, look] of [
  ['1366 light', { viewport: { width: 1366, height: 768 }, colorScheme: 'light' }],
  ['390 dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
] as const) {
  test(`axe finds nothing where people are invited to a session, ${name}`, async ({ newBoard, signedIn, box }) => {
    const { url } = await newBoard({ template: TEMPLATE });
    const ruth = await signedIn(RUTH, look);
    const session = await prepare(ruth, url);
    expect(await faultsOf(ruth), 'a session that has a day').toEqual([]);
    await ruth.getByRole('link', { name: 'Invite people' }).click();
    await expect(ruth.getByRole('heading', { name: 'Invite people' })).toBeVisible();
    expect(await faultsOf(ruth), 'inviting').toEqual([]);
    expect(await wider(ruth)).toBe(0);
    const after = box.arrived.length;
    await ruth.getByRole('checkbox', { name: /^Everyone who may see the board/ }).check();
    await ruth.getByRole('button', { name: 'Send the invitations' }).click();
    await expect(ruth.getByText('Everyone who may see the board is invited.')).toBeVisible();
    await box.latestTo(TOM, { after, about: HUB.title });
    expect(await faultsOf(ruth), 'all are invited').toEqual([]);
    await ruth.goto(session);
    await putElsewhere(ruth);
    await expect(ruth.getByRole('button', { name: 'Tell them by mail' })).toBeVisible();
    expect(await faultsOf(ruth), 'some do not know').toEqual([]);
    expect(await wider(ruth)).toBe(0);
  });
}

/** By how much the page is wider than the window. */
function wider(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}
