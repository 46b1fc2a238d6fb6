import type { BrowserContext, Page } from '@playwright/test';
import { cardOf } from '../support/boardPage.ts';
import { blockStorage, CHEAP_PHONE, slowDown } from '../support/cheapPhone.ts';
import { expect, openBoard, RUTH, test as base } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { ask, makeLink } from '../support/guestPages.ts';

const NUMBER = '943 476 5919';

const ready = (page: Page) => expect(page.locator('[data-board][data-ready="true"]')).toBeVisible();
const mark = (page: Page, is: string) => expect(page.locator('[data-mark]')).toHaveAttribute('data-mark', is);
const own = (page: Page, words: string) => page.locator('li[data-card]').filter({ hasText: words });
const inAll = (page: Page, words: string) => page.locator('#cards li').filter({ hasText: words });

async function join(page: Page, path: string, name = 'Danuta') {
  await ask(page, path, name);
  await expect(page).toHaveURL(/\/take-part/);
}

interface Hall {
  url: string;
  /** Ruth on the board's page for its guests, and on its outline. */
  desk: Page;
  ruth: Page;
  /** What guests open. */
  path: string;
  /** It is cheap, and keeps nothing. */
  phone: BrowserContext;
}

/** A board that guests may write on. */
const test = base.extend<Hall>({
  url: async ({ newBoard }, use) =>
    use((await newBoard({ template: 'impact-effort-matrix', title: 'Health hub' })).url),
  desk: async ({ signedIn }, use) => use(await signedIn(RUTH)),
  ruth: async ({ signedIn, url }, use) => {
    const ruth = await signedIn(RUTH);
    await openBoard(ruth, `${url}/outline`);
    await use(ruth);
  },
  path: async ({ desk, url }, use) => use(await makeLink(desk, url)),
  phone: async ({ newContext }, use) => {
    const phone = await newContext(CHEAP_PHONE);
    await blockStorage(phone);
    await use(phone);
  },
});

test('on a cheap phone, on slow 3G, with storage blocked: joining in Polish, composing a card, and it is on the board', async ({
  ruth,
  path,
  phone,
}) => {
  test.slow();
  const danuta = await phone.newPage();
  const keyboard = await slowDown(danuta);
  await danuta.goto(path);
  await danuta.getByRole('button', { name: 'Polski' }).click();
  await expect(danuta.locator('html')).toHaveAttribute('lang', 'pl');
  await expect(danuta.getByText('Wystarczy samo imię.')).toBeVisible();
  await danuta.getByRole('button', { name: 'Dołącz do tablicy' }).click();
  await expect(danuta.getByText('Wpisz imię, które zobaczą inni.')).toBeVisible();
  await danuta.getByLabel('Imię, które zobaczą inni').fill('Danuta');
  await danuta.getByRole('button', { name: 'Dołącz do tablicy' }).click();
  await expect(danuta).toHaveURL(/\/take-part$/);
  await ready(danuta);
  await danuta.getByLabel('Dodaj karteczkę do').selectOption({ label: 'Quick wins' });

  // A keyboard that composes: the word is whole before it goes, and goes once.
  const box = danuta.locator('#words');
  await box.focus();
  await keyboard.send('Input.insertText', { text: 'Pielęgniarka po ' });
  await keyboard.send('Input.imeSetComposition', { text: 'zajęc', selectionStart: 5, selectionEnd: 5 });
  await keyboard.send('Input.imeSetComposition', { text: 'zajęciach', selectionStart: 9, selectionEnd: 9 });
  await danuta.getByRole('button', { name: 'Dodaj', exact: true }).click();
  await expect(own(danuta, 'Pielęgniarka po zajęciach')).toHaveCount(1);
  await expect(box).toHaveValue('');
  await mark(danuta, 'saved');
  await expect(cardOf(ruth, 'Pielęgniarka po zajęciach')).toHaveCount(1);
  await expect(inAll(danuta, 'Pielęgniarka po zajęciach')).toHaveCount(1);
});

test('in Arabic everything is read from the right, and a card keeps its writer’s words', async ({
  path,
  newContext,
}) => {
  const page = await (await newContext(CHEAP_PHONE)).newPage();
  await page.goto(path);
  await page.getByRole('button', { name: 'العربية' }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  expect(await faultsOf(page), 'joining in Arabic').toEqual([]);
  await page.screenshot({ path: 'test-results/join-ar.png', fullPage: true });
  await join(page, path, 'ليلى');
  await ready(page);
  // What is chosen stands where the page begins, and the arrow at the other end, whatever it is called.
  await expect(page.locator('#zone')).toHaveCSS('direction', 'rtl');
  await page.locator('#words').fill('ممرضة المدرسة دون موعد');
  await page.locator('#add button.primary').click();
  await page.locator('#words').fill('A bench by the gate');
  await page.locator('#add button.primary').click();
  await mark(page, 'saved');
  await expect(inAll(page, 'ممرضة المدرسة دون موعد')).toContainText('ليلى، ضيف');
  await expect(inAll(page, 'A bench by the gate').locator('.words')).toHaveCSS('direction', 'ltr');
  expect(await faultsOf(page), 'the light page in Arabic').toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.screenshot({ path: 'test-results/take-part-ar.png', fullPage: true });
  await page.goto('/g');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('لوحاتي');
});

test('words that were not sent stay on the phone, go when the line is back, and are shown when it is too late', async ({
  ruth,
  desk,
  path,
  phone,
}) => {
  const page = await phone.newPage();
  await join(page, path);
  await ready(page);
  const write = async (words: string) => {
    await page.locator('#words').fill(words);
    await page.getByRole('button', { name: 'Add card' }).click();
  };

  await phone.setOffline(true);
  await write('Written on the bus');
  await mark(page, 'offline');
  await expect(own(page, 'Written on the bus')).toContainText('On this phone only, not sent yet');
  await expect(page.getByText('if you close it, what is not sent is lost')).toBeVisible();
  await expect(cardOf(ruth, 'Written on the bus')).toHaveCount(0);
  await phone.setOffline(false);
  await mark(page, 'saved');
  await expect(own(page, 'Written on the bus')).toHaveCount(1);
  await expect(own(page, 'Written on the bus')).not.toContainText('not sent yet');
  await expect(cardOf(ruth, 'Written on the bus')).toHaveCount(1);

  // Others' cards come by themselves.
  await expect(inAll(page, 'Written on the bus')).toHaveCount(1);
  await page.getByText('Change', { exact: true }).click();
  await own(page, 'Written on the bus').getByLabel('Your card').fill('Written on a train');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(cardOf(ruth, 'Written on a train')).toHaveCount(1);

  await phone.setOffline(true);
  await write('Written too late');
  await mark(page, 'offline');
  await desk.reload();
  await desk.locator('summary', { hasText: 'Close for all' }).click();
  await desk.getByRole('button', { name: 'Close for all' }).click();
  await expect(desk.getByText('Closed for all')).toBeVisible();
  await phone.setOffline(false);
  await mark(page, 'ended');
  await expect(page.getByRole('alert').getByText('You can no longer open this board')).toBeVisible();
  await expect(page.getByText('These words were not sent')).toBeVisible();
  await expect(page.getByText('Written too late').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add card' })).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1, name: 'Health hub' })).toBeVisible();
  await expect(cardOf(ruth, 'Written too late')).toHaveCount(0);
});

test('a number that says who a child is stays in the box until its writer decides', async ({ path, newContext }) => {
  const page = await (await newContext(CHEAP_PHONE)).newPage();
  await join(page, path);
  await ready(page);
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.postData() ?? ''));
  const box = page.locator('#words');
  await box.fill(`Ring ${NUMBER} today`);
  await expect(page.getByText(`This looks like an NHS number: ${NUMBER}`)).toBeVisible();
  await page.getByRole('button', { name: 'Add card' }).click();
  await expect(own(page, 'Ring')).toHaveCount(0);
  await page.getByRole('button', { name: 'Take it out' }).click();
  await expect(box).toHaveValue('Ring today');
  await page.getByRole('button', { name: 'Add card' }).click();
  await expect(own(page, 'Ring today')).toHaveCount(1);
  await mark(page, 'saved');
  expect(sent.some((body) => body.includes('943'))).toBe(false);
  await box.fill(`Room ${NUMBER}`);
  await page.getByRole('button', { name: 'It is not one' }).click();
  await page.getByRole('button', { name: 'Add card' }).click();
  await expect(own(page, `Room ${NUMBER}`)).toHaveCount(1);
  await mark(page, 'saved');
  await expect(inAll(page, `Room ${NUMBER}`)).toHaveCount(1);
  expect(await faultsOf(page), 'the light page').toEqual([]);
});

test('a card is called on the board when the server has it, and not before', async ({ path, newContext }) => {
  const page = await (await newContext(CHEAP_PHONE)).newPage();
  await join(page, path);
  await ready(page);
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/take-part\?\/add$/, (route) => held.then(() => route.continue()));
  await page.locator('#words').fill('A bench by the gate');
  await page.keyboard.press('Control+Enter');
  await expect(own(page, 'A bench by the gate')).toBeVisible();
  await mark(page, 'sending');
  await expect(page.getByText('Your card is on the board.')).toHaveCount(0);
  letGo();
  await expect(page.getByText('Your card is on the board.')).toBeVisible();
  await mark(page, 'saved');
});

test('by keyboard a card is changed and removed, and the focus stays where one was', async ({ path, newContext }) => {
  const page = await (await newContext(CHEAP_PHONE)).newPage();
  await join(page, path);
  await ready(page);
  await page.locator('#words').fill('A bench by the gate');
  await page.keyboard.press('Control+Enter');
  await page.locator('summary', { hasText: 'Change' }).press('Enter');
  await page.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(page.getByText('Your card is changed.')).toBeVisible();
  await expect(page.locator('summary', { hasText: 'Change' })).toBeFocused();
  await page.locator('summary', { hasText: 'Remove' }).press('Enter');
  await page.getByRole('button', { name: 'Remove it' }).press('Enter');
  await expect(page.getByText('Your card is gone.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'My cards so far' })).toBeFocused();
});

test('without JavaScript: a card is added once, changed and removed, and a number is refused', async ({
  path,
  newContext,
}) => {
  const page = await (await newContext({ ...CHEAP_PHONE, javaScriptEnabled: false })).newPage();
  await join(page, path);
  await page.getByLabel('Add a card to').selectOption({ label: 'Quick wins' });
  await page.locator('#words').fill(`Ring ${NUMBER}`);
  await page.getByRole('button', { name: 'Add card' }).click();
  await expect(page.getByText('This holds an NHS number')).toBeVisible();
  await expect(page.locator('#words')).toHaveValue(`Ring ${NUMBER}`);
  await page.locator('#words').fill('A bench by the gate');
  await page.getByRole('button', { name: 'Add card' }).click();
  await expect(page.getByText('Your card is on the board.')).toBeVisible();
  await page.reload();
  await expect(own(page, 'A bench by the gate')).toHaveCount(1);
  await page.getByText('Change', { exact: true }).click();
  await own(page, 'A bench').getByLabel('Your card').fill('Two benches');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Your card is changed.')).toBeVisible();
  await expect(inAll(page, 'Two benches')).toContainText('Danuta, guest');
  await page.getByText('Remove', { exact: true }).click();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByText('Your card is gone.')).toBeVisible();
  await expect(own(page, 'Two benches')).toHaveCount(0);
});

test('young people read plain words, and easy read is larger', async ({ signedIn, newContext, newBoard }) => {
  const { url } = await newBoard({ title: 'Health hub' });
  const ruth = await signedIn(RUTH);
  const path = await makeLink(ruth, url, { young: ['Ruth Calder'] });
  const page = await (await newContext(CHEAP_PHONE)).newPage();
  await page.goto(path);
  await expect(page.getByText('We do not ask for your school or your phone.')).toBeVisible();
  const size = () => page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
  expect(await size()).toBe('16px');
  await page.getByRole('button', { name: 'Easy read' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-reading', 'easy');
  expect(await size()).toBe('19px');
  await page.getByLabel('Your name').fill('Sam');
  await page.getByRole('button', { name: 'Join the board' }).click();
  await expect(page.getByText('We asked these adults to let you in:')).toBeVisible();
  await ruth.reload();
  await ruth.getByRole('button', { name: 'Let in Sam' }).click();
  await ready(page);
  await expect(page.getByText('Write one idea. Use any language.')).toBeVisible();
});
