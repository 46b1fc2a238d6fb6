import type { Page } from '@playwright/test';
import { addCard, addField, boxOf, cardOf, rowField, writeOn } from '../support/boardPage.ts';
import { cookieHeader, expect, openBoard, RUTH, SANA, test, TOM } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { EVERYTHING, fillWithEverything } from '../support/fullBoard.ts';
import { joinWithStockClient } from '../support/stockClient.ts';
import { samplePng } from '../support/pictures.ts';

/** Something that opens, and how one sees that it is open. Escape closes it again. */
interface Opened {
  name: string;
  open: (page: Page) => Promise<void>;
  shows: string;
  /** How it closes where Escape is not enough. */
  close?: (page: Page) => Promise<void>;
}

const choose = async (page: Page, words: string) => {
  await page.keyboard.press('Escape');
  await cardOf(page, words).click();
  await expect(cardOf(page, words)).toHaveAttribute('data-selected', 'true');
};
const press = (key: string) => (page: Page) => page.keyboard.press(key);
const button =
  (name: string | RegExp, words: string | null = null) =>
  async (page: Page) => {
    if (words !== null) await choose(page, words);
    await page.getByRole('button', { name }).first().click();
  };
const keyOn = (key: string, words: string) => async (page: Page) => {
  await choose(page, words);
  await page.keyboard.press(key);
};
const chooseLine = async (page: Page) => {
  const [from, to] = [await boxOf(cardOf(page, EVERYTHING.barrier)), await boxOf(cardOf(page, EVERYTHING.need))];
  const x = (from.x + from.width + to.x) / 2;
  // Beside the words that stand on its middle.
  await page.mouse.click(from.x + from.width + (x - from.x - from.width) / 4, from.y + from.height / 2);
};
const LINE_BAR = '[role="toolbar"][aria-label="For the selected line"]';
const MENU = '[role="menu"]:popover-open';
const PANEL = '[role="dialog"]:popover-open';
const DIALOG = 'dialog[open]';

const ON_CANVAS: readonly Opened[] = [
  { name: 'the board itself', open: async () => undefined, shows: 'body' },
  { name: 'the bar of a chosen card', open: (page) => choose(page, EVERYTHING.barrier), shows: '.ctx' },
  { name: 'all commands', open: press('Control+k'), shows: DIALOG },
  { name: 'the sheet of keys', open: press('?'), shows: DIALOG },
  { name: 'the filter', open: press('f'), shows: DIALOG },
  { name: 'the search', open: press('Control+f'), shows: 'search' },
  { name: 'the reactions', open: keyOn('y', EVERYTHING.barrier), shows: DIALOG },
  { name: 'the recent changes', open: press('u'), shows: DIALOG },
  { name: 'connecting', open: keyOn('c', EVERYTHING.barrier), shows: DIALOG },
  { name: 'the tags', open: keyOn('g', EVERYTHING.barrier), shows: DIALOG },
  {
    name: 'describing',
    open: async (page) => {
      await page.locator('[data-kind="image"]').click();
      await page.keyboard.press('d');
    },
    shows: DIALOG,
  },
  { name: 'the types', open: button(/^Type of card/, EVERYTHING.barrier), shows: MENU },
  { name: 'the colours', open: button('Colour', EVERYTHING.barrier), shows: MENU },
  { name: 'the zones to move to', open: keyOn('m', EVERYTHING.barrier), shows: MENU },
  { name: 'the menu of a thing', open: keyOn('Shift+F10', EVERYTHING.barrier), shows: MENU },
  { name: 'the shapes', open: button('Add a shape'), shows: MENU },
  { name: 'more to do', open: button('More to do'), shows: `${DIALOG}, ${MENU}` },
  { name: 'the bar of a line', open: chooseLine, shows: LINE_BAR },
  {
    name: 'a line',
    open: async (page) => {
      await chooseLine(page);
      await page.locator(LINE_BAR).getByRole('button', { name: 'Edit line…' }).click();
    },
    shows: DIALOG,
  },
  { name: 'keys and settings', open: button('Keys and settings'), shows: PANEL },
  { name: 'who is here', open: button(/here\. Show who$/), shows: PANEL },
  { name: 'the help', open: button('Help'), shows: PANEL },
  { name: 'the menu of the board', open: button('Board menu'), shows: MENU },
  { name: 'taking off', open: keyOn('Control+Shift+Backspace', EVERYTHING.barrier), shows: DIALOG },
  {
    name: 'several pasted lines',
    open: async (page) => {
      await page.getByRole('application').focus();
      await page.evaluate(() => {
        const data = new DataTransfer();
        data.setData('text/plain', 'One\nTwo\nThree');
        const target = document.activeElement ?? document.body;
        target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
      });
    },
    shows: DIALOG,
  },
  {
    name: 'adding a picture',
    open: async (page) => {
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: /Add a picture/ }).click();
      const file = { name: 'plan.png', mimeType: 'image/png', buffer: Buffer.from(samplePng()) };
      await (await chooser).setFiles(file);
      await expect(page.getByRole('textbox', { name: 'What does it show?' })).toBeVisible();
    },
    shows: DIALOG,
  },
  {
    name: 'words that are held',
    open: async (page) => {
      await writeOn(page, page.locator('[data-item="card-loose"]'));
      await page.keyboard.type(' 999 000 0018 ');
    },
    shows: '.notice[data-held="true"]',
  },
  {
    name: 'held words elsewhere',
    open: async (page) => {
      await page.keyboard.press('Escape');
      await choose(page, EVERYTHING.barrier);
    },
    shows: '.bar',
  },
];

const more = (words: string) => button(`More for the card ${words}`);
const entry = (words: string, name: RegExp) => async (page: Page) => {
  await more(words)(page);
  await page.getByRole('menuitem', { name }).click();
};

const IN_OUTLINE: readonly Opened[] = [
  { name: 'the outline itself', open: async () => undefined, shows: 'body' },
  { name: 'the menu of a card', open: more(EVERYTHING.barrier), shows: MENU },
  { name: 'the types', open: entry(EVERYTHING.barrier, /^Type/), shows: MENU },
  { name: 'the colours', open: entry(EVERYTHING.barrier, /^Colour/), shows: MENU },
  { name: 'the zones to move to', open: button(`Move to… ${EVERYTHING.barrier}`), shows: MENU },
  { name: 'the menu of a zone', open: button(`More for the zone ${EVERYTHING.zone}`), shows: MENU },
  { name: 'connecting', open: entry(EVERYTHING.barrier, /^Connect/), shows: DIALOG },
  { name: 'the tags', open: entry(EVERYTHING.barrier, /^Tags/), shows: DIALOG },
  { name: 'describing', open: entry(EVERYTHING.image, /^Describe/), shows: DIALOG },
  { name: 'the filter', open: button('Filter'), shows: DIALOG },
  { name: 'keys and settings', open: button('Keys and settings'), shows: DIALOG },
  { name: 'the reactions', open: button('React…'), shows: DIALOG },
  { name: 'the recent changes', open: press('Alt+u'), shows: DIALOG },
  { name: 'taking off', open: entry(EVERYTHING.barrier, /^Take off/), shows: DIALOG },
  {
    name: 'choosing several',
    open: async (page) => {
      await page.getByRole('button', { name: 'Choose several' }).click();
      await page.getByRole('checkbox').first().check();
    },
    shows: '[aria-pressed="true"]',
    close: (page) => page.getByRole('button', { name: 'Choose several' }).click(),
  },
  {
    name: 'words that are held',
    open: async (page) => {
      await rowField(page, EVERYTHING.need).click();
      await page.keyboard.press('Control+End');
      await page.keyboard.type(' 999 000 0018 ');
    },
    shows: '.notice[data-held="true"]',
  },
];

const LOOKS = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'light', forcedColors: 'active' },
} as const;

// Axe reads every state in every look, which takes its time: one look each, shared out among those who run them.
test.describe.configure({ mode: 'parallel', timeout: 120_000 });
test.use({ actionTimeout: 10_000 });

const READ = [
  { view: 'canvas', path: '', states: ON_CANVAS },
  { view: 'outline', path: '/outline', states: IN_OUTLINE },
] as const;

for (const { view, path, states } of READ) {
  for (const [look, media] of Object.entries(LOOKS)) {
    test(`axe finds nothing in whatever opens on the ${view}, ${look}`, async ({ signedIn, newBoard, server }) => {
      const { url, id } = await newBoard();
      const page = await signedIn(TOM);
      const client = joinWithStockClient(server.url, id, await cookieHeader(page.context()));
      await fillWithEverything(client);
      // Nothing moves, so that no colour is half way.
      await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
      await openBoard(page, `${url}${path}`);
      await expect(page.locator(`[data-item="card-loose"]`)).toBeVisible();
      const found: Record<string, string[]> = {};
      for (const { name, open, shows, close = press('Escape') } of states) {
        await test.step(name, async () => {
          await open(page);
          await expect(page.locator(shows).first(), name).toBeVisible();
          const faults = await faultsOf(page, { part: shows, coloursOnly: look !== 'light' });
          if (faults.length > 0) found[name] = faults;
          await close(page);
          await expect(page.locator(`${MENU}, ${PANEL}, ${DIALOG}, search`), name).toHaveCount(0);
        });
      }
      expect(found).toEqual({});
      client.leave();
    });
  }
}

test('axe finds nothing in the question about a card someone else is writing on', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const [tom, other] = [await signedIn(TOM), await signedIn(TOM)];
  await Promise.all([openBoard(tom, url), openBoard(other, url)]);
  await addCard(other, 'Being written', { x: 500, y: 300 });
  await writeOn(other, cardOf(other, 'Being written'));
  await expect(cardOf(tom, 'Being written')).toHaveAccessibleName(/is editing/);
  await cardOf(tom, 'Being written').click();
  await tom.keyboard.press('Delete');
  await expect(tom.locator(DIALOG)).toBeVisible();
  for (const media of Object.values(LOOKS)) {
    await tom.emulateMedia({ ...media, reducedMotion: 'reduce' });
    expect(await faultsOf(tom, { part: DIALOG })).toEqual([]);
  }
});

test('axe finds nothing where everyone is asked to look, where words are held, and in what changed, in both views', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const [ruth, tom, sana] = await Promise.all([signedIn(RUTH), signedIn(TOM), signedIn(SANA)]);
  const readers = [tom, sana];
  for (const page of readers) await page.emulateMedia({ reducedMotion: 'reduce' });
  await Promise.all([openBoard(ruth, url), openBoard(tom, url), openBoard(sana, `${url}/outline`)]);
  await addField(sana, 'Big bets').fill('Family on 999 000 0018');
  await addField(sana, 'Big bets').press('Enter');
  await addCard(tom, 'Another 999 000 0018', { x: 500, y: 420 });
  await ruth.keyboard.press('Control+k');
  await ruth.getByRole('dialog').getByRole('combobox').fill('Bring everyone to me');
  await ruth.keyboard.press('Enter');
  for (const page of readers) {
    await expect(page.locator('.bar').filter({ hasText: 'Ruth Calder asks you to look' })).toBeVisible();
    await expect(page.getByText('Not shared yet').first()).toBeVisible();
    for (const media of Object.values(LOOKS)) {
      await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
      expect(await faultsOf(page, { part: '.bar' })).toEqual([]);
    }
  }
  // What others did is told a while later, and stands in the list then.
  await addCard(ruth, 'Told of', { x: 400, y: 300 });
  await expect(tom.locator('[data-announcer]')).toContainText('Ruth Calder added', { timeout: 20_000 });
  await tom.keyboard.press('Escape');
  await tom.keyboard.press('u');
  await expect(tom.locator(DIALOG)).toContainText('Ruth Calder added');
  for (const media of Object.values(LOOKS)) {
    await tom.emulateMedia({ ...media, reducedMotion: 'reduce' });
    expect(await faultsOf(tom, { part: DIALOG })).toEqual([]);
  }
});
