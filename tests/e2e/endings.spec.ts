import type { Page } from '@playwright/test';
import { RUTH, TOM, expect, openBoard, test } from '../support/e2e.ts';
import { addCard, addField, cardOf, expectMark } from '../support/boardPage.ts';

test('signed out from elsewhere, a board offers only what still works', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard({ title: 'Left open' });
  const [here, there] = [await signedIn(RUTH), await signedIn(RUTH)];
  const tom = await signedIn(TOM);
  await Promise.all([openBoard(here, url), openBoard(tom, url)]);
  const bar = here.getByRole('banner');
  await expect(bar.getByRole('button', { name: '2 people are here' })).toBeVisible();
  await there.goto('/account');
  await there.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(here.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  await expect(bar.getByRole('heading', { level: 1 })).toHaveText('Left open');
  await expect(bar.getByRole('button', { name: /here$|Rename/ })).toHaveCount(0);
  await expect(bar.getByRole('link', { name: /^(Share|Board|Outline)$/ })).toHaveCount(0);
  await bar.getByRole('button', { name: 'Board menu' }).click();
  await expect(here.getByRole('menuitem')).toHaveText(['Help', 'I’m worried about someone']);
  await here.keyboard.press('Escape');
  await here.getByRole('link', { name: 'Sign in again' }).click();
  await expect(here).toHaveURL(/\/sign-in\?next=/);
});

test.describe('a board that was made anew on the server', () => {
  test('says so, shows the words it did not get, opens again and takes them', async ({
    signedIn,
    newBoard,
    server,
  }) => {
    const { id, url } = await newBoard({ template: 'impact-effort-matrix' });
    const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
    await Promise.all([openBoard(ruth, `${url}/outline`), openBoard(tom, url)]);
    await addField(ruth, 'Quick wins').fill('sent before');
    await addField(ruth, 'Quick wins').press('Enter');
    await expectMark(ruth, 'Saved');
    await ruth.context().setOffline(true);
    await expectMark(ruth, 'Working offline');
    await addField(ruth, 'Quick wins').fill('written meanwhile');
    await addField(ruth, 'Quick wins').press('Enter');
    await expect(cardOf(ruth, 'written meanwhile')).toBeVisible();
    await server.cli('document', 'rebuild', `board/${id}`);

    await reopened(tom);
    await expect(cardOf(tom, 'sent before')).toBeVisible();
    await expect(tom.getByRole('region', { name: /not sent|not saved/ })).toHaveCount(0);

    await ruth.context().setOffline(false);
    await expect(madeAnew(ruth)).toBeVisible();
    await expect(ruth.getByRole('main')).toContainText('written meanwhile');
    await expect(ruth.getByRole('main')).toContainText('In Quick wins');
    await expect(ruth.getByRole('main').getByText('sent before')).toHaveCount(0);
    const [file] = await Promise.all([ruth.waitForEvent('download'), ruth.getByRole('link', { name: /file/ }).click()]);
    expect(file.suggestedFilename()).toBe('A board for one story.txt');
    await reopened(ruth);
    await expect(cardOf(ruth, 'sent before')).toBeVisible();
    await expect(cardOf(ruth, 'written meanwhile')).toHaveCount(0);
    await ruth.getByRole('button', { name: 'Add as new cards' }).click();
    await expect(ruth.getByRole('button', { name: 'Add as new cards' })).toHaveCount(0);
    for (const page of [ruth, tom]) await expect(cardOf(page, 'written meanwhile')).toHaveCount(1);
    await expect(cardOf(tom, 'written meanwhile')).toHaveAccessibleName(/Quick wins/);
    await expectMark(ruth, 'Saved');
  });

  test('does not take twice what it already has', async ({ signedIn, newBoard, server }) => {
    const { id, url } = await newBoard();
    const ruth = await signedIn(RUTH);
    await openBoard(ruth, url);
    await addCard(ruth, 'all of it was saved', { x: 420, y: 300 });
    await expectMark(ruth, 'Saved');
    await server.cli('document', 'rebuild', `board/${id}`);
    await reopened(ruth);
    await expect(cardOf(ruth, 'all of it was saved')).toHaveCount(1);
    await expect(ruth.getByRole('button', { name: 'Add as new cards' })).toHaveCount(0);
    await addCard(ruth, 'and it goes on', { x: 760, y: 420 });
    await expectMark(ruth, 'Saved');
    await ruth.reload();
    for (const text of ['all of it was saved', 'and it goes on']) await expect(cardOf(ruth, text)).toHaveCount(1);
  });
});

const madeAnew = (page: Page) => page.getByRole('heading', { name: 'This board was tidied up on the server' });

/** Reads the panel and opens the board again. */
async function reopened(page: Page): Promise<void> {
  await expect(madeAnew(page)).toBeVisible();
  await page.getByRole('button', { name: 'Open again' }).click();
  await expect(madeAnew(page)).toHaveCount(0);
}
