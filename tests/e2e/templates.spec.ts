import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { HELEN, RUTH, SANA, TOM, cookieHeader, expect, expectReady, openBoard, test } from '../support/e2e.ts';
import { newCard, newConnector, newShape, newZone } from '../support/boards.ts';
import { cardOf, rowField } from '../support/boardPage.ts';
import { joinWithStockClient } from '../support/stockClient.ts';

const LAPTOP = { viewport: { width: 1366, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
/** Longest until a list shows a change. */
const SOON = { timeout: 5_000 };

const faults = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations;
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** How many of each the list in view now draws of a board; nothing while its thumbnail is not there. */
const drawnInList = (page: Page, title: string) =>
  page.evaluate(async (wanted) => {
    const list = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
    const tile = [...list.querySelectorAll('li')].find((item) => item.textContent.includes(wanted));
    const svg = tile?.querySelector('.thumb > svg');
    const count = (what: string) => svg?.querySelectorAll(what).length;
    return (
      svg && { zones: count('rect.zone'), boxes: count('rect.card'), lines: count('line'), words: svg.textContent }
    );
  }, title);

test('a list shows what is on a board soon after a change, and nothing that was taken off it', async ({
  signedIn,
  newBoard,
  server,
  sample,
}) => {
  const title = 'Seen from far away';
  const { id, url } = await newBoard({ title });
  const [tom, ruth] = await Promise.all([signedIn(TOM, LAPTOP), signedIn(RUTH, LAPTOP)]);
  const program = joinWithStockClient(server.url, id, await cookieHeader(tom.context()));
  await program.synced;
  const made = { by: null, made: '2026-11-24T12:00:00.000Z', zone: null } as const;
  program.board.addZone(newZone({ id: 'z', title: 'Needs' }), { by: null });
  program.board.addCards([newCard({ ...made, id: 'named', text: 'A name', at: [18, 98] })], { by: null });
  program.board.addDrawings(
    [
      newShape({ ...made, id: 'shape', at: [700, 0] }),
      { ...made, id: 'image', kind: 'image', at: [700, 300], size: [200, 120], z: 'a2', file: 'none', alt: 'Plan' },
      { ...made, id: 'ink', kind: 'ink', at: [700, 500], z: 'a3', points: [0, 0, 90, 60], width: 3 },
    ],
    { by: null },
  );
  program.board.addConnectors([newConnector('named', 'shape', { by: null })], { by: null });

  const tile = (page: Page) => page.getByRole('listitem').filter({ hasText: title });
  await ruth.goto(`/partnerships/${sample.partnership}/boards`);
  const asListed = () => drawnInList(ruth, title);
  await expect.poll(asListed, SOON).toEqual({ zones: 1, boxes: 4, lines: 1, words: '' });

  await openBoard(tom, url);
  await cardOf(tom, 'A name').click();
  await tom.keyboard.press('Control+Shift+Backspace');
  await tom.getByRole('button', { name: 'Take it off' }).click();
  await expect(cardOf(tom, 'A name')).toHaveCount(0);
  await expect.poll(asListed, SOON).toEqual({ zones: 1, boxes: 3, lines: 0, words: '' });

  await tom.goto(`${url}/sharing`);
  await tom.getByRole('radio', { name: 'Only the people and organisations I name' }).check();
  await tom.getByRole('checkbox', { name: 'Tom Hallworth' }).check();
  await tom.getByRole('button', { name: 'Save' }).click();
  await expect(tom.locator('[data-board]')).toBeVisible();
  await ruth.goto(`/partnerships/${sample.partnership}/boards`);
  await expect(ruth.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(tile(ruth)).toHaveCount(0);
  expect(await (await ruth.request.get(`/partnerships/${sample.partnership}/boards/__data.json`)).text()).not.toContain(
    id,
  );
  program.leave();
});

test('a template is found, read and started from, by keyboard and on a phone', async ({ signedIn, sample }) => {
  const gallery = `/partnerships/${sample.partnership}/boards/new`;
  const ruth = await signedIn(RUTH, LAPTOP);
  await ruth.goto(gallery);
  await expect(ruth.locator('li .thumb > svg')).toHaveCount(27);
  await ruth.getByRole('combobox', { name: 'How long' }).selectOption('Up to 1 hour');
  await expect(ruth.getByText('Double diamond design sprint')).toHaveCount(0);
  await ruth.getByRole('combobox', { name: 'What for' }).selectOption('Our templates');
  await expect(ruth.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await ruth.getByRole('combobox', { name: 'How long' }).selectOption('Any time');
  await expect(ruth.getByRole('heading', { name: 'No templates of your own yet' })).toBeVisible();
  await ruth.getByRole('button', { name: 'Show everything' }).focus();
  await ruth.keyboard.press('Enter');
  await ruth.getByRole('searchbox', { name: 'Search layouts' }).fill('readiness');
  await ruth.getByRole('radio', { name: /^Readiness check/ }).focus();
  await ruth.keyboard.press('Space');
  expect(await faults(ruth)).toEqual([]);

  await ruth.getByRole('link', { name: /^What happens in it, step by step: Readiness check/ }).click();
  await expect(ruth.getByRole('heading', { level: 1, name: /^Readiness check/ })).toBeVisible();
  await expect(ruth.getByText('1 hour in total').or(ruth.getByText('60 min in total'))).toBeVisible();
  await expect(ruth.getByText('3 to 20 people')).toBeVisible();
  expect(await ruth.getByRole('list', { name: 'What happens in it' }).getByRole('listitem').count()).toBeGreaterThan(4);
  expect(await faults(ruth)).toEqual([]);
  await ruth.getByRole('link', { name: 'Start a board from it' }).click();
  await expect(ruth.getByRole('radio', { name: /^Readiness check/ })).toBeChecked();
  await ruth.getByRole('textbox', { name: 'Name of the board' }).fill('Are we ready?');
  await ruth.keyboard.press('Enter');
  await expectReady(ruth);

  const helen = await signedIn(HELEN, PHONE);
  for (const address of [gallery, `${gallery}/readiness-check`, `${gallery}/archived`]) {
    await helen.goto(address);
    await expect(helen.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await overflow(helen)).toBeLessThanOrEqual(0);
  }
});

test('a board becomes the partnership’s own template, is started from, renamed, put away and brought back', async ({
  signedIn,
  newBoard,
  sample,
  server,
}) => {
  const { id, url } = await newBoard({ title: 'A good meeting', template: 'readiness-check' });
  const ruth = await signedIn(RUTH, LAPTOP);
  const program = joinWithStockClient(server.url, id, await cookieHeader(ruth.context()));
  await program.synced;
  program.board.addCards([newCard({ id: 'd', by: null, text: 'What Tom said', at: [200, -300] })], { by: null });
  await openBoard(ruth, `${url}/outline`);
  await expect(rowField(ruth, 'What Tom said')).toBeVisible();
  program.leave();
  await openBoard(ruth, url);

  await ruth.keyboard.press('Control+k');
  await expect(ruth.getByRole('combobox', { name: 'What do you want to do?' })).toBeFocused();
  await ruth.keyboard.type('Save as template');
  await expect(ruth.getByRole('option', { name: 'Save as template…' })).toBeVisible();
  await ruth.keyboard.press('Enter');
  await expect(ruth.getByRole('heading', { level: 1, name: 'Save as template' })).toBeVisible();
  expect(await faults(ruth)).toEqual([]);
  const name = ruth.getByRole('textbox', { name: 'Name of the template' });
  await name.fill('');
  await ruth.getByRole('button', { name: 'Save the template' }).click();
  await expect(name).toHaveAccessibleDescription(/Give the template a name/);
  await expect(name).toBeFocused();
  await name.fill('Our readiness evening');
  await expect(ruth.getByRole('checkbox', { name: /^Keep the 1 card with its words/ })).not.toBeChecked();
  await ruth.getByRole('spinbutton').first().fill('25');
  await ruth.getByRole('button', { name: 'Save the template' }).click();
  await expect(ruth.getByText('The board is saved as a template.')).toBeVisible();
  await expect(ruth.getByText('25 min')).toBeVisible();
  expect(await faults(ruth)).toEqual([]);

  const sana = await signedIn(SANA, LAPTOP);
  await sana.goto(`/partnerships/${sample.partnership}/boards/new`);
  const own = sana.getByRole('radio', { name: /^Our readiness evening/ });
  await expect(sana.getByRole('heading', { name: 'Our templates' })).toBeVisible();
  await own.check();
  await sana.getByRole('textbox', { name: 'Name of the board' }).fill('The next evening');
  await sana.getByRole('button', { name: 'Make this board' }).click();
  await expectReady(sana);
  await expect(sana.getByText('What Tom said')).toHaveCount(0);

  await ruth.getByRole('textbox', { name: 'Name of the template' }).fill('Readiness, in the evening');
  await ruth.getByRole('button', { name: 'Rename' }).click();
  await expect(ruth.getByRole('heading', { level: 1, name: 'Readiness, in the evening' })).toBeVisible();
  await ruth.getByRole('button', { name: 'Archive this template' }).click();
  await expect(ruth.getByText('The template is archived.')).toBeVisible();
  await expect(ruth.getByRole('radio', { name: /^Readiness, in the evening/ })).toHaveCount(0);
  await ruth.goto(`/partnerships/${sample.partnership}/boards/new/archived`);
  await ruth.getByRole('button', { name: 'Bring back Readiness, in the evening' }).click();
  await expect(ruth.getByRole('radio', { name: /^Readiness, in the evening/ })).toBeVisible();
});
