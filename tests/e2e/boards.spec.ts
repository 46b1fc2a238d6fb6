import { RUTH, SANA, TOM, expect, openBoard, test } from '../support/e2e.ts';
import { addCard, cardOf, expectMark } from '../support/boardPage.ts';

test('a board is renamed, put away and brought back, and those on it learn of it at once', async ({
  signedIn,
  newBoard,
  sample,
}) => {
  const { url } = await newBoard({ title: 'Sleep' });
  const [ruth, sana] = await Promise.all([signedIn(RUTH), signedIn(SANA)]);
  await Promise.all([openBoard(ruth, url), openBoard(sana, url)]);
  await ruth.getByRole('button', { name: 'Board menu' }).click();
  await ruth.getByRole('menuitem', { name: 'Rename this board' }).click();
  await ruth.getByRole('textbox', { name: 'Name of the board' }).fill('Sleep and screens');
  await ruth.keyboard.press('Enter');
  await expect(ruth.getByRole('heading', { level: 1, name: /Sleep and screens/ })).toBeVisible();
  await expect(sana.getByRole('heading', { level: 1, name: /Sleep and screens/ })).toBeVisible();

  await ruth.getByRole('button', { name: 'Board menu' }).click();
  await ruth.getByRole('menuitem', { name: 'Archive this board' }).click();
  await expect(ruth).toHaveURL(/\/boards\?archived=/);
  await expect(sana.getByText('This board is archived')).toBeVisible();
  await expectMark(sana, 'View only');

  await ruth.goto(`/partnerships/${sample.partnership}/boards?show=archived`);
  await ruth.getByRole('button', { name: 'Bring back Sleep and screens' }).click();
  await expect(ruth.getByRole('button', { name: 'Bring back Sleep and screens' })).toHaveCount(0);
  await ruth.goto(`/partnerships/${sample.partnership}/boards`);
  await expect(ruth.getByRole('link', { name: /Sleep and screens/ }).first()).toBeVisible();
  await openBoard(sana, url);
  await addCard(sana, 'it goes on', { x: 500, y: 360 });
  await expectMark(sana, 'Saved');
});

test('layouts are found by name and strand', async ({ signedIn, sample }) => {
  const ruth = await signedIn(RUTH);
  await ruth.goto(`/partnerships/${sample.partnership}/boards/new`);
  await ruth.getByRole('searchbox', { name: 'Search layouts' }).fill('diamond');
  await expect(ruth.getByText('Double diamond design sprint').first()).toBeVisible();
  await expect(ruth.getByText('Theory of change')).toHaveCount(0);
  await ruth.getByRole('searchbox', { name: 'Search layouts' }).fill('');
  await expect(ruth.getByText('Theory of change').first()).toBeVisible();
});

test('cards are retyped, recoloured, duplicated and deleted from the bar beside them', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  const card = await addCard(ruth, 'Who holds the keys?', { x: 500, y: 360 });
  await card.click();
  await ruth.getByRole('button', { name: /^Type of card/ }).click();
  await ruth.getByRole('menuitemradio', { name: 'Ask' }).click();
  await expect(cardOf(tom, 'Who holds the keys?')).toHaveAccessibleName(/^Ask/);
  await ruth.getByRole('button', { name: /^Colour/ }).click();
  await ruth.getByRole('menuitemradio', { name: 'Rose' }).click();
  await expect(cardOf(tom, 'Who holds the keys?')).toHaveAttribute('data-tone', 'rose');
  await ruth.getByRole('button', { name: /^Duplicate/ }).click();
  await expect(cardOf(tom, 'Who holds the keys?')).toHaveCount(2);
  await ruth.keyboard.press('Delete');
  await expect(cardOf(tom, 'Who holds the keys?')).toHaveCount(1);
});

test('one follows another’s view, and sees who is here', async ({ signedIn, sample }) => {
  const [hub] = sample.boards;
  if (!hub) throw new Error('the sample has no board');
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, hub.url), openBoard(tom, hub.url)]);
  await ruth.getByRole('button', { name: /2 people are here/ }).click();
  await ruth.getByRole('button', { name: 'Follow Tom Hallworth' }).click();
  await expect(ruth.getByText('Following Tom Hallworth.')).toBeVisible();
  const percent = (page: typeof ruth) => page.getByRole('button', { name: /% *\. Go to 100%/ }).innerText();
  await tom.locator('[aria-roledescription="board"]').first().focus();
  await tom.keyboard.press('Shift+0');
  for (const page of [tom, ruth]) await expect.poll(() => percent(page)).toBe('100%');
  await tom.keyboard.press('Shift+1');
  await expect.poll(() => percent(tom)).not.toBe('100%');
  await expect.poll(async () => (await percent(ruth)) === (await percent(tom))).toBe(true);
});
