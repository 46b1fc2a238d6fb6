import { addField, cardOf, expectMark } from '../support/boardPage.ts';
import { expect, expectReady, HELEN, openBoard, RUTH, test } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { join, makeLink, openWholeBoard, PHONE } from '../support/guestPages.ts';

test('a parent comes in on a phone, adds a card that the facilitator sees, and is out once the link is closed', async ({
  signedIn,
  newContext,
  newBoard,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix', title: 'Health hub at Tanner’s Field' });
  const [ruth, desk] = await Promise.all([signedIn(RUTH), signedIn(RUTH)]);
  await openBoard(ruth, `${url}/outline`);
  const path = await makeLink(desk, url);

  const danuta = await (await newContext(PHONE)).newPage();
  await danuta.goto(path);
  await expect(danuta.getByRole('heading', { level: 1 })).toHaveText('Health hub at Tanner’s Field');
  await expect(danuta.getByText('Ruth Calder')).toBeVisible();
  await danuta.getByLabel('Name to show').fill('ruth calder');
  await danuta.getByRole('button', { name: 'Join the board' }).click();
  await expect(danuta.getByText('Someone in this partnership has this name.')).toBeVisible();
  await expect(danuta.getByLabel('Name to show')).toHaveValue('ruth calder');
  await danuta.getByLabel('Name to show').fill('Danuta');
  await expect(danuta.getByText('Others see “Danuta, guest” on your cards.')).toBeVisible();
  expect(await faultsOf(danuta), 'joining').toEqual([]);
  await danuta.getByRole('button', { name: 'Join the board' }).click();
  await openWholeBoard(danuta);
  await expect(danuta).toHaveURL(/\/outline$/);
  await expect(danuta.getByRole('link', { name: /Northbrook/ })).toHaveCount(0);

  await addField(danuta, 'Quick wins').fill('Somewhere to talk to the school nurse');
  await addField(danuta, 'Quick wins').press('Enter');
  await expectMark(danuta, 'Saved');
  const card = cardOf(ruth, 'Somewhere to talk to the school nurse');
  await expect(card).toContainText('Danuta, guest');
  await ruth.reload();
  await expectReady(ruth);
  await expect(card).toContainText('Danuta, guest, says they are a parent, carer or community member');

  // The same browser comes back to the same board as the same guest.
  await danuta.goto(path);
  await expectReady(danuta);
  await danuta.goto('/g');
  await expect(danuta.getByText('You are Danuta, guest.')).toBeVisible();
  await danuta.getByRole('link', { name: 'Health hub at Tanner’s Field' }).click();
  await expectReady(danuta);
  expect(await faultsOf(danuta), 'the board of a guest').toEqual([]);

  await desk.reload();
  await expect(desk.locator('[data-guest]')).toContainText('Danuta');
  await desk.locator('summary', { hasText: 'Close for all' }).click();
  await desk.getByRole('button', { name: 'Close for all' }).click();
  await expect(desk.getByText('Closed for all')).toBeVisible();
  await expect(danuta.getByRole('alert').getByText('Someone removed your access')).toBeVisible({ timeout: 2_000 });
  await danuta.getByRole('main').getByRole('link', { name: 'Go to all boards' }).click();
  await expect(danuta.getByRole('heading', { name: 'No board here' })).toBeVisible();
  await danuta.goto(path);
  await expect(danuta.getByRole('heading', { name: 'This link lets nobody in' })).toBeVisible();
  await danuta.goto(url);
  await expect(danuta).toHaveURL(/\/g$/);
});

test('a guest may open the board and no other page of the partnership', async ({ signedIn, newContext, newBoard }) => {
  const [{ url }, other] = [await newBoard(), await newBoard()];
  const path = await makeLink(await signedIn(RUTH), url, { right: 'Look' });
  const guest = await (await newContext()).newPage();
  await join(guest, path, 'Kasia');
  await expectReady(guest);
  for (const page of ['sharing', 'guests', 'template']) {
    await guest.goto(`${url}/${page}`);
    await expect(guest).toHaveURL(/\/sign-in\?next=/);
  }
  await guest.goto(url.replace(/\/boards\/.*/u, ''));
  await expect(guest).toHaveURL(/\/sign-in\?next=/);
  await guest.goto(other.url);
  await expect(guest).toHaveURL(/\/g$/);
});

test('whoever runs the board shows a code, renames, mutes and removes a guest at once', async ({
  signedIn,
  newContext,
  newBoard,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const ruth = await signedIn(RUTH);
  const path = await makeLink(ruth, url, { password: 'tanner' });
  await expect(ruth.getByRole('status').filter({ hasText: 'The link is ready.' })).toBeFocused();
  await ruth.getByText('Show the QR code').click();
  await expect(ruth.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  expect(await faultsOf(ruth), 'the guests of a board').toEqual([]);

  const guest = await (await newContext(PHONE)).newPage();
  await guest.goto(path);
  await guest.getByLabel('Name to show').fill('Danuta');
  await guest.getByLabel('Password').fill('wrong');
  await guest.getByRole('button', { name: 'Join the board' }).click();
  await expect(guest.getByText('That is not the password.')).toBeVisible();
  await guest.getByLabel('Password').fill('tanner');
  await guest.getByRole('button', { name: 'Join the board' }).click();
  await openWholeBoard(guest);
  await expect(addField(guest, 'Quick wins')).toBeVisible();

  await ruth.reload();
  await ruth.locator('summary', { hasText: 'Rename' }).click();
  await ruth.getByLabel('New name').fill('Ruth Calder');
  await ruth.getByRole('button', { name: 'Save' }).click();
  await expect(ruth.getByText('Someone in this partnership has this name.')).toBeVisible();
  await ruth.getByLabel('New name').fill('Danuta K');
  await ruth.getByRole('button', { name: 'Save' }).click();
  await expect(ruth.locator('[data-guest]').getByText('Danuta K', { exact: true })).toBeVisible();
  await expect(ruth.locator('summary', { hasText: 'Rename' })).toBeFocused();
  await ruth.getByRole('button', { name: 'Only let them look: Danuta K' }).click();
  await expect(addField(guest, 'Quick wins')).toHaveCount(0, { timeout: 2_000 });
  await expect(ruth.getByRole('button', { name: 'Let them take part again: Danuta K' })).toBeFocused();
  await ruth.getByRole('button', { name: 'Let them take part again: Danuta K' }).click();
  await expect(addField(guest, 'Quick wins')).toBeVisible({ timeout: 5_000 });
  await ruth.getByRole('button', { name: 'Remove Danuta K from the board' }).click();
  await expect(guest.getByRole('alert').getByText('Someone removed your access')).toBeVisible({ timeout: 2_000 });
  await expect(ruth.getByRole('heading', { name: 'Who is a guest' })).toBeFocused();

  const helen = await signedIn(HELEN);
  expect((await helen.goto(`${url}/guests`))?.status()).toBe(403);
});

test('without JavaScript: a link is made and closed, and somebody comes in by it', async ({
  signedIn,
  newContext,
  newBoard,
}) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, { javaScriptEnabled: false });
  const path = await makeLink(ruth, url);
  const guest = await (await newContext({ javaScriptEnabled: false })).newPage();
  await guest.goto(path);
  await guest.getByLabel('Council').check();
  await guest.getByRole('button', { name: 'Join the board' }).click();
  await expect(guest.getByText('Enter a name that others will see.')).toBeVisible();
  await expect(guest.getByLabel('Council')).toBeChecked();
  await guest.getByLabel('Name to show').fill('Kasia');
  await guest.getByRole('button', { name: 'Join the board' }).click();
  await expect(guest).toHaveURL(new RegExp(`${url}/take-part$`));
  await ruth.goto(`${url}/guests`);
  await ruth.getByRole('button', { name: 'Close to newcomers' }).click();
  await expect(ruth.getByText('Closed to newcomers')).toBeVisible();
  const late = await (await newContext({ javaScriptEnabled: false })).newPage();
  await late.goto(path);
  await expect(late.getByRole('heading', { name: 'This link lets nobody in' })).toBeVisible();
});

test('a guest whose network goes works on, and what they wrote arrives; or is given back, when the link was closed meanwhile', async ({
  signedIn,
  newContext,
  newBoard,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix' });
  const [ruth, desk] = await Promise.all([signedIn(RUTH), signedIn(RUTH)]);
  await openBoard(ruth, `${url}/outline`);
  const path = await makeLink(desk, url);
  const danuta = await (await newContext(PHONE)).newPage();
  await join(danuta, path);
  await openWholeBoard(danuta);
  // A phone is led on to the list: it must be there before the network goes.
  await expect(addField(danuta, 'Quick wins')).toBeVisible();
  const write = async (words: string) => {
    await addField(danuta, 'Quick wins').fill(words);
    await addField(danuta, 'Quick wins').press('Enter');
  };

  await danuta.context().setOffline(true);
  await expectMark(danuta, 'Working offline');
  await write('Written on the bus');
  await expect(cardOf(ruth, 'Written on the bus')).toHaveCount(0);
  await danuta.context().setOffline(false);
  await expectMark(danuta, 'Saved');
  await expect(cardOf(ruth, 'Written on the bus')).toBeVisible();

  await danuta.context().setOffline(true);
  await expectMark(danuta, 'Working offline');
  await write('Written too late');
  await desk.reload();
  await desk.locator('summary', { hasText: 'Close for all' }).click();
  await desk.getByRole('button', { name: 'Close for all' }).click();
  await expect(desk.getByText('Closed for all')).toBeVisible();
  await danuta.context().setOffline(false);
  await expect(danuta.getByRole('alert').getByText('Someone removed your access')).toBeVisible();
  await expect(danuta.getByText('Written too late')).toBeVisible();
  await expect(cardOf(ruth, 'Written too late')).toHaveCount(0);
});
