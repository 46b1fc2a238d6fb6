import type { Page } from '@playwright/test';
import { RUTH, cookieHeader, expect, openBoard, test } from '../support/e2e.ts';
import { meaningOf } from '../support/boardMeaning.ts';
import { addField, cardOf, pull, rowField, stillBoxOf, writingField, zoneOf } from '../support/boardPage.ts';
import { joinWithStockClient } from '../support/stockClient.ts';

const LAPTOP = { viewport: { width: 1366, height: 900 } };
const TEMPLATE = { template: 'impact-effort-matrix' };
const IDEAS = 'Ideas to place';
/** Ten cards, written one after the other, and the zones they are sorted into. */
const PLAN = [
  ['Walking bus', 'Quick wins'],
  ['Breakfast club', 'Quick wins'],
  ['Sleep leaflet', 'Quick wins'],
  ['Hub on site', 'Big bets'],
  ['Shared record', 'Big bets'],
  ['Parent mentors', 'Big bets'],
  ['Newsletter', 'Fill-ins for spare time'],
  ['Noticeboard', 'Fill-ins for spare time'],
  ['Second website', 'Think again before starting'],
] as const;
const MISTAKE = 'A mistake';

const WANTED = {
  cards: PLAN.map(([words, zone]) => ({
    ...{ zone, words, type: words === 'Shared record' ? 'risk' : 'idea' },
    tags: words === 'Hub on site' ? ['attendance'] : [],
  })),
  lines: [['Walking bus', 'Hub on site']],
};

/** The board says in the end what was planned, to a program that knows nothing of the page. */
async function expectPlan(page: Page, { server, id }: { server: string; id: string }): Promise<void> {
  const program = joinWithStockClient(server, id, await cookieHeader(page.context()));
  await program.synced;
  await expect.poll(() => meaningOf(program.board)).toEqual(WANTED);
  program.leave();
}

async function typeTag(page: Page): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'Add a tag' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Add a tag' }).focus();
  await page.keyboard.type('attendance');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove the tag attendance' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function typeTarget(page: Page, words: string): Promise<void> {
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type(words);
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox')).toHaveCount(0);
}

/** Goes down an open menu to an entry and takes it. */
async function pickInMenu(page: Page, name: string): Promise<void> {
  const here = page.locator('[role^="menuitem"]:focus');
  await expect(here).toHaveCount(1);
  for (let steps = 0; steps < 20 && !(await here.innerText()).startsWith(name); steps++)
    await page.keyboard.press('ArrowDown');
  await expect(here).toHaveText(new RegExp(`^\\s*${name}`));
  await page.keyboard.press('Enter');
}

test('a planning task by mouse', async ({ signedIn, newBoard, server }) => {
  test.slow();
  const { id, url } = await newBoard(TEMPLATE);
  const page = await signedIn(RUTH, LAPTOP);
  // A board that glides would be pulled at while it moves.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openBoard(page, url);
  const whole = async (): Promise<void> => {
    await page.getByRole('button', { name: /^See the whole board/ }).click();
    await expect(zoneOf(page, IDEAS)).toBeInViewport({ ratio: 1 });
  };
  const bar = page.getByRole('toolbar', { name: 'For what is selected' });
  const put = async (words: string): Promise<void> => {
    await whole();
    const ideas = await stillBoxOf(zoneOf(page, IDEAS));
    await page.getByRole('button', { name: 'Add a card (N)' }).click();
    await page.mouse.click(ideas.x + ideas.width * 0.7, ideas.y + ideas.height * 0.7);
    await expect(writingField(page)).toBeFocused();
    await page.keyboard.type(words);
    await page.mouse.click(ideas.x + ideas.width - 4, ideas.y - 12);
    await whole();
  };
  const seen = new Map<string, number>();
  for (const [words, zone] of PLAN) {
    await put(words);
    const place = seen.get(zone) ?? 0;
    seen.set(zone, place + 1);
    const target = await stillBoxOf(zoneOf(page, zone));
    const card = await stillBoxOf(cardOf(page, words));
    await pull(
      page,
      { x: card.x + card.width / 2, y: card.y + card.height / 2 },
      { x: target.x + target.width * (0.2 + 0.3 * place), y: target.y + target.height * 0.6 },
    );
    if (words === 'Shared record') {
      await bar.getByRole('button', { name: /^Type of card/ }).click();
      await page.getByRole('menuitemradio', { name: 'Risk' }).click();
    }
    if (words !== 'Hub on site') continue;
    await bar.getByRole('button', { name: 'Tags (G)' }).click();
    await typeTag(page);
  }
  await whole();
  const [from, to] = [await stillBoxOf(cardOf(page, 'Walking bus')), await stillBoxOf(cardOf(page, 'Hub on site'))];
  await page.getByRole('button', { name: 'Draw a line between things (L)' }).click();
  const middle = (box: typeof from) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  await pull(page, middle(from), middle(to));
  await put(MISTAKE);
  await cardOf(page, MISTAKE).click();
  await bar.getByRole('button', { name: 'Delete' }).click();
  await expect(cardOf(page, MISTAKE)).toHaveCount(0);
  const newsletter = await stillBoxOf(cardOf(page, 'Newsletter'));
  await page.mouse.click(newsletter.x + newsletter.width / 2, newsletter.y + newsletter.height / 2);
  await bar.getByRole('button', { name: 'Delete' }).click();
  await expect(cardOf(page, 'Newsletter')).toHaveCount(0);
  await page.getByRole('button', { name: /^Undo your last change/ }).click();
  await expect(cardOf(page, 'Newsletter')).toHaveCount(1);
  await expectPlan(page, { server: server.url, id });
});

test('a planning task by keyboard alone on the canvas', async ({ signedIn, newBoard, server }) => {
  test.slow();
  const { id, url } = await newBoard(TEMPLATE);
  const page = await signedIn(RUTH, LAPTOP);
  await openBoard(page, url);
  const focused = page.locator('[data-item]:focus');
  await page.keyboard.press('PageDown');
  await expect(zoneOf(page, IDEAS)).toBeFocused();
  const write = async (words: string): Promise<void> => {
    await page.keyboard.press('n');
    await expect(writingField(page)).toBeFocused();
    await page.keyboard.type(words);
    await page.keyboard.press('Escape');
    await expect(cardOf(page, words)).toBeFocused();
  };
  const command = async (name: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await typeTarget(page, name);
  };
  const goTo = async (words: string): Promise<void> => {
    await page.keyboard.press('Control+f');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await expect(cardOf(page, words)).toBeFocused();
  };
  for (const [words, zone] of PLAN) {
    await write(words);
    await page.keyboard.press('m');
    await pickInMenu(page, zone);
    await expect(focused).toHaveAccessibleName(new RegExp(`in ${zone}`));
    if (words === 'Shared record') await command('type risk');
    if (words === 'Hub on site') {
      await page.keyboard.press('g');
      await typeTag(page);
    }
    for (
      let tries = 0;
      tries < 5 && !(await zoneOf(page, IDEAS).evaluate((zone_) => zone_ === document.activeElement));
      tries++
    )
      await page.keyboard.press('PageUp');
    await expect(zoneOf(page, IDEAS)).toBeFocused();
  }
  await goTo('Walking bus');
  await page.keyboard.press('c');
  await typeTarget(page, 'hub on');
  await goTo('Newsletter');
  await page.keyboard.press('Delete');
  await expect(cardOf(page, 'Newsletter')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(cardOf(page, 'Newsletter')).toBeFocused();
  await write(MISTAKE);
  await page.keyboard.press('Delete');
  await expect(cardOf(page, MISTAKE)).toHaveCount(0);
  await expectPlan(page, { server: server.url, id });
});

test('a planning task by keyboard alone in the outline', async ({ signedIn, newBoard, server }) => {
  test.slow();
  const { id, url } = await newBoard(TEMPLATE);
  const page = await signedIn(RUTH, LAPTOP);
  await openBoard(page, `${url}/outline`);
  await addField(page, IDEAS).focus();
  for (const [words] of [...PLAN, [MISTAKE]]) {
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await expect(rowField(page, words)).toHaveCount(1);
  }
  const row = async (words: string): Promise<void> => {
    await rowField(page, words).focus();
  };
  const menu = async (words: string, entry: string): Promise<void> => {
    await row(words);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await pickInMenu(page, entry);
  };
  for (const [words, zone] of PLAN) {
    await row(words);
    await page.keyboard.press('Alt+m');
    await pickInMenu(page, zone);
    const list = page.getByRole('list', { name: zone, exact: true });
    await expect(list.locator(`[data-words="${words}"]`)).toHaveCount(1);
  }
  await menu('Shared record', 'Type');
  await pickInMenu(page, 'Risk');
  await menu('Hub on site', 'Tags');
  await typeTag(page);
  await menu('Walking bus', 'Connect');
  await typeTarget(page, 'hub on');
  await menu('Newsletter', 'Delete');
  await expect(rowField(page, 'Newsletter')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(rowField(page, 'Newsletter')).toHaveCount(1);
  await menu(MISTAKE, 'Delete');
  await expect(rowField(page, MISTAKE)).toHaveCount(0);
  await expectPlan(page, { server: server.url, id });
});
