import type { CDPSession, Locator, Page } from '@playwright/test';
import { addField, rowField } from '../support/boardPage.ts';
import { RUTH, TOM, expect, openBoard, test } from '../support/e2e.ts';

/** A card that two people have open in the outline; Ruth's caret is in it. */
interface Desk {
  ruth: Page;
  mine: Locator;
  theirs: Locator;
  keyboard: CDPSession;
}

const deskOf = test.extend<{ desk: (text: string) => Promise<Desk> }>({
  desk: async ({ signedIn, newBoard }, use) => {
    await use(async (text) => {
      const { url } = await newBoard({ template: 'impact-effort-matrix' });
      const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
      await Promise.all([openBoard(ruth, `${url}/outline`), openBoard(tom, `${url}/outline`)]);
      await addField(ruth, 'Big bets').fill(text);
      await addField(ruth, 'Big bets').press('Enter');
      // By place, not by words: the words are what changes.
      const id = await ruth.locator('li[data-kind="card"]').first().getAttribute('data-item');
      const fieldOf = (page: Page) => page.locator(`[data-item="${id}"] textarea`);
      await expect(rowField(tom, text)).toBeVisible();
      const mine = fieldOf(ruth);
      await mine.click();
      await mine.press('Control+End');
      return { ruth, mine, theirs: fieldOf(tom), keyboard: await ruth.context().newCDPSession(ruth) };
    });
  },
});

/** Puts words at the start of somebody else's field, as typing there does, and waits until they have left the page. */
async function writeAtStart(field: Locator, words: string): Promise<void> {
  await field.click();
  await field.press('Control+Home');
  await field.pressSequentially(words);
}

/** What an input method shows before it is sure, at the caret. */
async function compose(keyboard: CDPSession, text: string): Promise<void> {
  await keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
}

const caretOf = (field: Locator) => field.evaluate((element: HTMLTextAreaElement) => element.selectionStart);

deskOf('an input method keeps its field to itself until it is done, while another goes on', async ({ desk }) => {
  const { mine, theirs, keyboard } = await desk('Clinic');
  await mine.press('Space');
  await compose(keyboard, 'に');
  await compose(keyboard, 'にほ');
  await writeAtStart(theirs, 'The ');
  await expect(theirs).toHaveValue('The Clinic ');
  await compose(keyboard, 'にほん');
  await expect(mine).toHaveValue('Clinic にほん');
  await keyboard.send('Input.insertText', { text: '日本' });
  await expect(mine).toHaveValue('The Clinic 日本');
  await expect(theirs).toHaveValue('The Clinic 日本');
  expect(await caretOf(mine)).toBe('The Clinic 日本'.length);
});

deskOf('a composition that is given up leaves what the other wrote', async ({ desk }) => {
  const { mine, theirs, keyboard } = await desk('Clinic');
  await mine.press('Space');
  await compose(keyboard, 'にほ');
  await writeAtStart(theirs, 'The ');
  await compose(keyboard, '');
  await mine.press('End');
  await expect(mine).toHaveValue('The Clinic ');
  await expect(theirs).toHaveValue('The Clinic ');
});

deskOf('leaving the field ends a composition, and its words are kept', async ({ desk }) => {
  const { ruth, mine, theirs, keyboard } = await desk('Clinic');
  await mine.press('Space');
  await compose(keyboard, 'ab');
  await writeAtStart(theirs, 'The ');
  await addField(ruth, 'Big bets').focus();
  await expect(theirs).toHaveValue('The Clinic ab');
});

deskOf('a keyboard that corrects a word changes that word only', async ({ desk }) => {
  const { mine, theirs } = await desk('teh clinic');
  await writeAtStart(theirs, 'At ');
  await expect(mine).toHaveValue('At teh clinic');
  await mine.evaluate((field: HTMLTextAreaElement) => {
    field.setSelectionRange(3, 6);
    document.execCommand('insertText', false, 'the');
  });
  await theirs.pressSequentially('last ');
  for (const field of [mine, theirs]) await expect(field).toHaveValue('At last the clinic');
});

deskOf('emoji side by side keep both halves, whoever types between them', async ({ desk }) => {
  const { ruth, mine, theirs } = await desk('😀😁');
  await mine.press('ArrowLeft');
  await theirs.click();
  await theirs.press('Control+Home');
  // A picker of emoji puts in all the parts of one at once.
  await Promise.all([ruth.keyboard.insertText('👩🏽‍⚕️'), theirs.pressSequentially('🏫y')]);
  await mine.pressSequentially('x😀');
  const expected = '🏫y😀👩🏽‍⚕️x😀😁';
  for (const field of [mine, theirs]) await expect(field).toHaveValue(expected);
  await mine.press('Backspace');
  for (const field of [mine, theirs]) await expect(field).toHaveValue('🏫y😀👩🏽‍⚕️x😁');
});

deskOf('the caret stays with its word while another writes before it', async ({ desk }) => {
  const { mine, theirs } = await desk('two rooms');
  await mine.press('ArrowLeft');
  await writeAtStart(theirs, 'Offer ');
  await expect(mine).toHaveValue('Offer two rooms');
  expect(await caretOf(mine)).toBe('Offer two room'.length);
  await mine.pressSequentially('!');
  await expect(theirs).toHaveValue('Offer two room!s');
});

deskOf('undo takes back one’s own letters and leaves the other’s', async ({ desk }) => {
  const { mine, theirs } = await desk('rooms');
  await mine.pressSequentially(' free');
  await writeAtStart(theirs, 'Two ');
  await expect(mine).toHaveValue('Two rooms free');
  await mine.press('Control+z');
  for (const field of [mine, theirs]) await expect(field).toHaveValue('Two rooms');
  await mine.press('Control+y');
  for (const field of [mine, theirs]) await expect(field).toHaveValue('Two rooms free');
});

/** From here on the page draws nothing until it is let: what is typed is in its field, and nothing of it is out. */
async function holdFrames(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const held: FrameRequestCallback[] = [];
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (run) => held.push(run);
    window.addEventListener('let-frames-go', () => {
      window.requestAnimationFrame = ask;
      held.splice(0).forEach(ask);
    });
  });
  return () => page.evaluate(() => void window.dispatchEvent(new Event('let-frames-go')));
}

deskOf('a letter waits for its frame, and what another writes meanwhile goes past it', async ({ desk }) => {
  const { ruth, mine, theirs } = await desk('Clinic');
  const letGo = await holdFrames(ruth);
  await mine.pressSequentially('s');
  await writeAtStart(theirs, 'The ');
  await expect(theirs).toHaveValue('The Clinic');
  await expect(mine).toHaveValue('Clinics');
  await letGo();
  for (const field of [mine, theirs]) await expect(field).toHaveValue('The Clinics');
  expect(await caretOf(mine)).toBe('The Clinics'.length);
});

deskOf('the next key finds the letter before it gone out', async ({ desk }) => {
  const { ruth, mine, theirs } = await desk('Clinic');
  const letGo = await holdFrames(ruth);
  await mine.pressSequentially('s ');
  await expect(theirs).toHaveValue('Clinics');
  await mine.press('Shift');
  await expect(theirs).toHaveValue('Clinics ');
  await mine.pressSequentially('x');
  await mine.press('Control+z');
  await expect(mine).toHaveValue('Clinic');
  await expect(theirs).toHaveValue('Clinic');
  await letGo();
});

deskOf('a button that is pressed and a field that is left find the last letter gone out', async ({ desk }) => {
  const { ruth, mine, theirs } = await desk('Clinic');
  const letGo = await holdFrames(ruth);
  await mine.pressSequentially('s');
  await ruth.mouse.move(0, 0);
  await ruth.mouse.down();
  await expect(theirs).toHaveValue('Clinics');
  await ruth.mouse.up();
  await mine.focus();
  await mine.press('End');
  await mine.pressSequentially('!');
  await mine.evaluate((field) => field.blur());
  await expect(theirs).toHaveValue('Clinics!');
  await letGo();
});
