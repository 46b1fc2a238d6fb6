import type { Page } from '@playwright/test';
import { addField, cardOf, writeOn, writingField, zoneOf } from '../support/boardPage.ts';
import { expect, openBoard, RUTH, SANA, test, TOM } from '../support/e2e.ts';

/** Runs a command of the board from the palette. */
async function run(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(name);
  await page.keyboard.press('Enter');
}

const zoomOf = (page: Page) => page.getByRole('button', { name: 'Go to 100%' });

test('who runs the meeting brings everyone along: not under a caret, and not in the outline', async ({
  newBoard,
  signedIn,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const [ruth, tom, sana] = await Promise.all([signedIn(RUTH), signedIn(TOM), signedIn(SANA)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url), openBoard(sana, `${url}/outline`)]);
  for (const page of [ruth, tom]) await page.emulateMedia({ reducedMotion: 'no-preference' });
  await addField(sana, 'Big bets').fill('A quiet room');
  await addField(sana, 'Big bets').press('Enter');
  await expect(cardOf(tom, 'A quiet room')).toBeVisible();

  await zoneOf(ruth, 'Big bets').click({ position: { x: 40, y: 12 } });
  await ruth.keyboard.press('Shift+Digit2');
  const before = await zoomOf(tom).innerText();
  await run(ruth, 'Bring everyone to me');
  await expect(ruth.getByText('Everyone else was asked to look here.')).toBeVisible();
  // The view of who does nothing follows; the way back is offered.
  await expect(tom.getByText(/^Ruth Calder asks you to look at Big bets/)).toBeVisible();
  await expect(tom.getByText('Ruth Calder brought you here.')).toBeVisible();
  await expect(zoomOf(tom)).not.toHaveText(before);
  await tom.getByRole('button', { name: 'Go back' }).click();
  await expect(zoomOf(tom)).toHaveText(before);
  // In the list nothing moves by itself.
  const asked = sana.getByText('Ruth Calder asks you to look at Big bets.');
  await expect(asked).toBeVisible();
  await expect(addField(sana, 'Big bets')).toBeFocused();
  await sana.getByRole('button', { name: 'Go there' }).click();
  await expect(sana.getByRole('heading', { name: 'Big bets' })).toBeFocused();
  await expect(asked).toBeHidden();

  await writeOn(tom, cardOf(tom, 'A quiet room'));
  await tom.keyboard.type(' and');
  const whileWriting = await zoomOf(tom).innerText();
  await run(ruth, 'Bring everyone to me');
  await expect(tom.getByText(/^Ruth Calder asks you to look/)).toBeVisible();
  await expect(ruth.getByText('Everyone else was asked to look here.')).toBeVisible();
  await tom.keyboard.type(' tea');
  await expect(writingField(tom)).toBeFocused();
  await expect(zoomOf(tom)).toHaveText(whileWriting);
  await tom.getByRole('button', { name: 'Stay here' }).click();
  await expect(tom.getByText(/^Ruth Calder asks you to look/)).toBeHidden();

  // Somebody who may not is not even offered it.
  await sana.goto(url);
  await openBoard(sana, url);
  await sana.keyboard.press('Control+k');
  await sana.getByRole('dialog').getByRole('combobox').fill('Bring everyone');
  await expect(sana.getByRole('option', { name: 'Bring everyone to me' })).toHaveCount(0);
});

test('a reaction rises for everyone and passes; it is told, and can be read again', async ({ newBoard, signedIn }) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, `${url}/outline`)]);
  await addField(tom, 'Big bets').fill('One shared note');
  await addField(tom, 'Big bets').press('Enter');
  await cardOf(ruth, 'One shared note').click();
  await ruth.keyboard.press('y');
  await ruth.getByRole('dialog', { name: 'React' }).getByRole('button', { name: 'Thumbs up' }).click();
  await expect(ruth.locator('[data-reaction="yes"]')).toBeVisible();
  await expect(ruth.locator('[data-reaction="yes"]')).toHaveCount(0);
  await expect(tom.locator('[data-announcer]')).toHaveText(/Ruth Calder: Thumbs up, on One shared note/);
  await tom.keyboard.press('Alt+u');
  const recent = tom.getByRole('dialog', { name: 'Recent changes' });
  await expect(recent.getByRole('listitem')).toContainText(['Ruth Calder: Thumbs up, on One shared note']);
  await recent.getByRole('button', { name: /^Show/ }).click();
  await expect(recent).toBeHidden();
  await expect(tom.locator('li[data-kind="card"] textarea')).toBeFocused();

  // From the list, too: it rises on the canvas of others.
  await tom.getByRole('button', { name: 'React…' }).click();
  await expect(tom.getByRole('dialog', { name: 'React' })).toBeVisible();
  await tom.keyboard.press('Escape');
  await expect(tom.getByRole('button', { name: 'React…' })).toBeFocused();
  await tom.keyboard.press('Enter');
  await expect(tom.getByRole('dialog', { name: 'React' })).toBeVisible();
  await tom.keyboard.press('2');
  await expect(ruth.locator('[data-reaction="heart"]')).toBeVisible();
  await ruth.keyboard.press('u');
  await expect(ruth.getByRole('dialog', { name: 'Recent changes' })).toContainText('One shared note');
});
