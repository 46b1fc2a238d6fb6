import type { Page } from '@playwright/test';
import { expect, RUTH, test } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { ask, makeLink, PHONE } from '../support/guestPages.ts';

const TEMPLATE = 'impact-effort-matrix';
/** A step that takes a minute, and what a busy machine adds. */
const TIME_UP = { timeout: 90_000 };

const steps = (page: Page) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) });
const own = (page: Page, words: string) => page.locator('li[data-card]').filter({ hasText: words });
const inAll = (page: Page, words: string) => page.locator('#cards li').filter({ hasText: words });
const promise = (page: Page) => page.locator('[data-promise]');
const press = (page: Page, name: string) =>
  page.getByRole('complementary', { name: 'Session' }).getByRole('button', { name, exact: true }).click();

interface StepAsked {
  title: string;
  writing: string;
  names?: string;
  reveal?: string;
  checked?: boolean;
}

/** Prepares a session whose first steps are as asked. */
async function prepare(page: Page, board: string, asked: readonly StepAsked[]): Promise<void> {
  await page.goto(`${board}/sessions/new`);
  await page.getByLabel('Title').fill('Health hub');
  await page.getByRole('button', { name: 'Make the session' }).click();
  await expect(steps(page)).toHaveCount(7);
  for (const [nth, { title, writing, names, reveal, checked }] of asked.entries()) {
    const step = steps(page).nth(nth);
    await step.locator('summary', { hasText: 'Change' }).click();
    await step.getByLabel('What people do').selectOption({ label: 'Think: write alone' });
    await step.getByLabel('Title').fill(title);
    await step.getByLabel('Minutes').fill('1');
    await step.getByLabel('Who writes on the board').selectOption({ label: writing });
    if (names) await step.getByLabel('Names on the cards').selectOption({ label: names });
    if (reveal) await step.getByLabel('Reveal', { exact: true }).selectOption({ label: reveal });
    if (checked) await step.getByLabel('Checked first').check();
    await step.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { level: 3, name: title, exact: true })).toBeVisible();
  }
}

const PRIVATELY = 'Each privately, until you reveal it';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`on a phone, in Polish, ${colorScheme}: who will see a card is told before it is written, and no step takes what is in the box`, async ({
    newBoard,
    newContext,
    signedIn,
  }) => {
    test.slow();
    const { url } = await newBoard({ template: TEMPLATE });
    const ruth = await signedIn(RUTH);
    const path = await makeLink(ruth, url);
    await prepare(ruth, url, [
      { title: 'Alone', writing: PRIVATELY, names: 'Who wrote it', checked: true },
      { title: 'Together', writing: 'Everyone, where all see it' },
      { title: 'Listen', writing: 'Only those who run the session' },
    ]);
    const danuta = await (await newContext({ ...PHONE, colorScheme })).newPage();
    await danuta.goto(path);
    await danuta.getByRole('button', { name: 'Polski' }).click();
    await ask(danuta, path, 'Danuta');
    await expect(danuta.locator('[data-board][data-ready="true"]')).toBeVisible();
    await ruth.getByRole('button', { name: 'Start the session' }).click();
    await expect(promise(danuta)).toContainText('Nikt inny nie widzi Twoich karteczek');
    await expect(promise(danuta)).toContainText('Wtedy na każdej karteczce będzie widać, kto ją napisał.');
    await expect(promise(danuta)).toContainText('mogą wcześniej przeczytać karteczki, bez imion');
    await danuta.locator('#words').fill('Ławka przy bramie');
    await danuta.getByRole('button', { name: 'Dodaj', exact: true }).click();
    await expect(own(danuta, 'Ławka przy bramie')).toContainText('Tylko Ty to widzisz');
    await expect(danuta.getByText('Karteczka zapisana. Tylko Ty ją widzisz.')).toBeVisible();
    await expect(danuta.getByText('Karteczki do tej pory: 1.')).toBeVisible();
    await expect(inAll(danuta, 'Ławka')).toHaveCount(0);
    expect(await faultsOf(danuta), 'writing privately').toEqual([]);
    await danuta.screenshot({ path: `test-results/private-light-pl-${colorScheme}.png`, fullPage: true });
    const whole = await (await ruth.request.get(`${url}/take-part`)).text();
    expect(whole).toContain('Alone');
    expect(whole).not.toContain('Ławka');

    const box = danuta.locator('#words');
    await box.fill('Jeszcze niedok');
    await press(ruth, 'Next step');
    await expect(danuta.getByText('W tym kroku wszyscy zobaczą Twoją karteczkę')).toBeVisible();
    await expect(box).toHaveValue('Jeszcze niedok');
    await expect(danuta.getByText('Karteczka zapisana.')).toHaveCount(0);
    await press(ruth, 'Next step');
    await expect(danuta.getByText('na tablicy piszą tylko osoby prowadzące sesję')).toBeVisible();
    await expect(box).toHaveValue('Jeszcze niedok');
    await expect(danuta.getByRole('button', { name: 'Dodaj', exact: true })).toHaveCount(0);
    expect(await faultsOf(danuta), 'a step in which nobody writes').toEqual([]);
    await danuta.screenshot({ path: `test-results/private-light-closed-${colorScheme}.png`, fullPage: true });
    await press(ruth, 'Back a step');
    await press(ruth, 'Back a step');
    await expect(promise(danuta)).toBeVisible();
    await expect(box).toHaveValue('Jeszcze niedok');
    await own(danuta, 'Ławka').getByText('Usuń', { exact: true }).click();
    await expect(own(danuta, 'Ławka').getByText('Zniknie na zawsze.')).toBeVisible();
    await danuta.getByRole('button', { name: 'Usuń ją' }).click();
    await expect(danuta.getByText('Karteczki do tej pory: 0.')).toBeVisible();
    await expect(own(danuta, 'Ławka')).toHaveCount(0);
  });
}

test('without names, with and without JavaScript: cards are kept, shown when the time is up, and what comes late is asked about', async ({
  newBoard,
  newContext,
  signedIn,
}) => {
  test.setTimeout(240_000);
  const { url } = await newBoard({ template: TEMPLATE });
  const ruth = await signedIn(RUTH);
  const path = await makeLink(ruth, url);
  await prepare(ruth, url, [
    { title: 'Alone', writing: PRIVATELY, names: 'No names, for good', reveal: 'When the time is up' },
  ]);
  const phone = await newContext({ ...PHONE, javaScriptEnabled: false });
  const page = await phone.newPage();
  await ask(page, path, 'Danuta');
  await ruth.getByRole('button', { name: 'Start the session' }).click();
  await expect(ruth.getByRole('complementary', { name: 'Session' })).toBeVisible();
  await page.goto(`${url}/take-part`);
  await expect(promise(page)).toContainText('Nobody else sees your cards until the time is up');
  await expect(promise(page)).toContainText('No names, for good');
  await expect(promise(page)).toContainText('People may still guess from what you write.');
  const add = async (on: Page, words: string) => {
    await on.locator('#words').fill(words);
    await on.getByRole('button', { name: 'Add card' }).click();
    await expect(on.getByText('Your card is kept. Only you see it.')).toBeVisible();
  };
  await add(page, 'A bench by the gate');
  await own(page, 'A bench').getByText('Change', { exact: true }).click();
  await own(page, 'A bench').getByLabel('Your card').fill('Two benches');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(own(page, 'Two benches')).toContainText('Only you see this');
  await expect(page.getByText(/Cards so far: \d\. Only their writers can see them\./)).toBeVisible();
  const bus = await newContext(PHONE);
  const kasia = await bus.newPage();
  await ask(kasia, path, 'Kasia');
  await expect(promise(kasia)).toBeVisible();
  await kasia.locator('#words').fill('A gate that closes');
  await kasia.getByRole('button', { name: 'Add card' }).click();
  await expect(kasia.getByText('Your card is kept. Only you see it.')).toBeVisible();
  await bus.setOffline(true);
  await kasia.locator('#words').fill('Written in a tunnel');
  await kasia.getByRole('button', { name: 'Add card' }).click();
  await expect(own(kasia, 'Written in a tunnel')).toContainText('not sent yet');

  const late = await phone.newPage();
  await late.goto(`${url}/take-part`);
  await expect(promise(late)).toBeVisible();

  const onBoard = async () => (await ruth.request.get(`${url}/take-part`)).text();
  expect(await onBoard()).not.toContain('Two benches');
  await expect.poll(onBoard, TIME_UP).toContain('Two benches');
  await page.goto(`${url}/take-part`);
  await expect(inAll(page, 'Two benches')).toContainText('Someone');
  await expect(own(page, 'Two benches')).toHaveCount(0);
  await expect(page.getByText('nobody can tell whose they are')).toBeVisible();

  await add(late, 'Written on the bus');
  await expect(late.getByText('others may guess that they are yours')).toBeVisible();
  await late.screenshot({ path: 'test-results/private-light-late.png', fullPage: true });
  expect(await onBoard()).not.toContain('Written on the bus');
  await late.getByRole('button', { name: 'Put them on the board' }).click();
  await expect(late.getByText('Your cards are on the board.')).toBeVisible();
  await expect(inAll(late, 'Written on the bus')).toContainText('Someone');

  // Where there is a script it goes by itself once there is a line, and waits like any other.
  await bus.setOffline(false);
  await expect(kasia.getByText('others may guess that they are yours')).toBeVisible();
  await expect(own(kasia, 'Written in a tunnel')).toContainText('Only you see this');
  await expect(own(kasia, 'A gate that closes')).toHaveCount(0);
  await expect(inAll(kasia, 'A gate that closes')).toContainText('Someone');
  expect(await faultsOf(kasia), 'a late card').toEqual([]);
  expect(await onBoard()).not.toContain('Written in a tunnel');
  await kasia.getByRole('button', { name: 'Put them on the board' }).click();
  await expect(inAll(kasia, 'Written in a tunnel')).toContainText('Someone');
  await expect(own(kasia, 'Written in a tunnel')).toHaveCount(0);
  await expect(kasia.getByText('Your cards are on the board.')).toBeVisible();
});
