import { RUTH, expect, openBoard, test } from '../support/e2e.ts';
import { addField, cardOf } from '../support/boardPage.ts';

test('the heading of a board is its title alone, and pressing it renames the board', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard({ title: 'Sleep' });
  const ruth = await signedIn(RUTH);
  await openBoard(ruth, url);
  const heading = ruth.getByRole('heading', { level: 1 });
  await expect(heading).toHaveAccessibleName('Sleep');
  const rename = ruth.getByRole('button', { name: 'Rename the board Sleep' });
  await rename.click();
  await ruth.keyboard.press('Escape');
  await expect(rename).toBeFocused();
  await rename.press('Enter');
  await ruth.getByRole('textbox', { name: 'Name of the board' }).fill('Sleep and screens');
  await ruth.keyboard.press('Enter');
  await expect(heading).toHaveAccessibleName('Sleep and screens');
});

test('several letters, typed quickly, find one entry of a menu', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const ruth = await signedIn(RUTH);
  await openBoard(ruth, `${url}/outline`);
  await addField(ruth, 'Quick wins').fill('one');
  await addField(ruth, 'Quick wins').press('Enter');
  await cardOf(ruth, 'one')
    .getByRole('button', { name: /Move to/ })
    .click();
  await expect(ruth.getByRole('menuitemradio').first()).toBeFocused();
  // As quick as keys can be: in one turn of the page.
  await ruth.evaluate(() => {
    for (const key of 'move d') {
      const press = { key, bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', press));
      document.activeElement?.dispatchEvent(new KeyboardEvent('keyup', press));
    }
  });
  await expect(ruth.getByRole('menuitem', { name: /^Move down/ })).toBeFocused();
});
