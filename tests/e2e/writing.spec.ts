import type { CDPSession, Page } from '@playwright/test';
import { RUTH, TOM, expect, openBoard, test } from '../support/e2e.ts';
import { addCard, cardOf, expectMark, writeOn, writingField } from '../support/boardPage.ts';

/** What a keyboard for Japanese, or one that corrects words, says to the page. */
function inputMethod(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}

test('what is composed with an input method arrives once, whole, while others write in the same card', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await addCard(ruth, 'hub', { x: 500, y: 360 });
  await Promise.all([writeOn(ruth, cardOf(ruth, 'hub')), writeOn(tom, cardOf(tom, 'hub'))]);
  await tom.keyboard.press('Control+Home');
  const method = await inputMethod(ruth);
  for (const text of ['k', 'け', 'けn', 'けん', 'けんk', 'けんこ', 'けんこう']) {
    await method.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }
  await tom.keyboard.type('our ');
  await expect(writingField(tom)).toHaveValue('our hub');
  await method.send('Input.insertText', { text: '健康' });
  for (const page of [ruth, tom]) await expect(writingField(page)).toHaveValue('our hub健康');
  await ruth.keyboard.type('!');
  for (const page of [ruth, tom]) await expect(writingField(page)).toHaveValue('our hub健康!');
  await expectMark(ruth, 'Saved');
});

test('a corrected word replaces the mistake, and what another wrote before it stays', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await addCard(ruth, 'see teh nurse', { x: 500, y: 360 });
  await Promise.all([writeOn(ruth, cardOf(ruth, 'see teh nurse')), writeOn(tom, cardOf(tom, 'see teh nurse'))]);
  await tom.keyboard.press('Control+Home');
  await tom.keyboard.type('Now ');
  await expect(writingField(ruth)).toHaveValue('Now see teh nurse');
  const method = await inputMethod(ruth);
  const [replacementStart, replacementEnd] = [8, 11];
  await method.send('Input.imeSetComposition', {
    text: 'the',
    selectionStart: 3,
    selectionEnd: 3,
    replacementStart,
    replacementEnd,
  });
  await method.send('Input.insertText', { text: 'the' });
  for (const page of [ruth, tom]) await expect(writingField(page)).toHaveValue('Now see the nurse');
});

test('emoji stay whole, also when one is typed in the middle of others and taken away again', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await addCard(ruth, 'faces 😀😃', { x: 500, y: 360 });
  await writeOn(ruth, cardOf(ruth, 'faces'));
  await ruth.keyboard.press('ArrowLeft');
  await ruth.keyboard.insertText('😁');
  await expect(cardOf(tom, 'faces 😀😁😃')).toBeVisible();
  await ruth.keyboard.press('Backspace');
  await ruth.keyboard.press('Backspace');
  await expect(cardOf(tom, 'faces 😃')).toBeVisible();
  await ruth.keyboard.insertText('👩🏽‍⚕️');
  await expect(cardOf(tom, 'faces 👩🏽‍⚕️😃')).toBeVisible();
});

test('others’ carets are shown with their names, and undo in a card leaves their words', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await addCard(ruth, 'hub', { x: 500, y: 360 });
  await Promise.all([writeOn(ruth, cardOf(ruth, 'hub')), writeOn(tom, cardOf(tom, 'hub'))]);
  await expect(cardOf(ruth, 'hub').getByText('Tom Hallworth').filter({ visible: true }).first()).toBeVisible();
  await tom.keyboard.type(' for all');
  await expect(writingField(ruth)).toHaveValue('hub for all');
  await ruth.keyboard.press('Control+Home');
  await ruth.keyboard.type('One ');
  await expect(writingField(tom)).toHaveValue('One hub for all');
  await ruth.keyboard.press('Control+z');
  for (const page of [ruth, tom]) await expect(writingField(page)).toHaveValue('hub for all');
});
