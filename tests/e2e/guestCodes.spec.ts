import type { Page } from '@playwright/test';
import { addField, cardOf, expectMark } from '../support/boardPage.ts';
import { expect, expectReady, openBoard, RUTH, signInAs, TOM, test } from '../support/e2e.ts';
import { CHEAP_PHONE } from '../support/cheapPhone.ts';
import { faultsOf } from '../support/faults.ts';
import { ask, makeLink, openWholeBoard, PHONE } from '../support/guestPages.ts';

const onLightPage = (page: Page) => expect(page).toHaveURL(/\/take-part$/);

test('a young person reads who looks after the board, waits, and is let in by one of them from the open board', async ({
  signedIn,
  newContext,
  newBoard,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix', title: 'Youth voice' });
  const ruth = await signedIn(RUTH);
  await ruth.goto(`${url}/guests`);
  await ruth.getByRole('radio', { name: 'Young people' }).check();
  await ruth.getByRole('button', { name: 'Make the link' }).click();
  await expect(ruth.getByText('Name at least one adult who looks after the board.')).toBeVisible();
  await expect(ruth.getByRole('group', { name: 'Adults who look after the board' })).toHaveAccessibleDescription(
    /Name at least one adult who looks after the board\./,
  );
  await expect(ruth.locator(':focus')).toHaveAttribute('aria-invalid', 'true');
  expect(await faultsOf(ruth), 'a refused link').toEqual([]);
  const path = await makeLink(ruth, url, { young: ['Ruth Calder'] });
  await openBoard(ruth, `${url}/outline`);

  const kai = await (await newContext(CHEAP_PHONE)).newPage();
  await kai.goto(path);
  await expect(kai.getByRole('heading', { name: 'These adults look after this board' })).toBeVisible();
  await expect(kai.getByText(/^Ruth Calder, /)).toBeVisible();
  await expect(kai.getByLabel('Council')).toHaveCount(0);
  expect(await faultsOf(kai), 'a young person’s way in').toEqual([]);
  await ask(kai, path, 'Kai');
  await expect(kai.getByRole('heading', { name: 'Wait a moment, Kai' })).toBeVisible();
  expect(await faultsOf(kai), 'waiting').toEqual([]);

  await expect(ruth.getByText('Kai waits to come in.')).toBeVisible();
  expect(await faultsOf(ruth), 'the board while somebody waits').toEqual([]);
  await ruth.getByRole('button', { name: 'Let in Kai' }).click();
  await onLightPage(kai);
  await expect(ruth.getByText('Kai waits to come in.')).toHaveCount(0);

  await addField(ruth, 'Quick wins').fill('Open the hall at lunch');
  await addField(ruth, 'Quick wins').press('Enter');
  await expect(kai.locator('#cards li').filter({ hasText: 'Open the hall at lunch' })).toContainText(
    'Ruth Calder, adult',
  );
  expect(await faultsOf(kai), 'a young person’s light page').toEqual([]);
  await kai.screenshot({ path: 'test-results/young-light.png', fullPage: true });
  await kai.getByRole('link', { name: 'What happened to my cards' }).click();
  await expect(kai.getByText('You wrote these as Kai, guest.')).toBeVisible();
  await kai.getByRole('link', { name: 'Open the board' }).click();
  await openWholeBoard(kai);
  await expect(cardOf(kai, 'Open the hall at lunch')).toContainText('Ruth Calder, adult');
  await kai.getByRole('button', { name: /people are here/ }).click();
  await expect(
    kai.getByRole('listitem').filter({ hasText: 'Ruth Calder' }).getByText('Adult', { exact: true }),
  ).toBeVisible();
});

test('without JavaScript, somebody waits, looks again and is in; another is turned away', async ({
  signedIn,
  newContext,
  newBoard,
}) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, { javaScriptEnabled: false });
  const path = await makeLink(ruth, url, { lobby: true });
  const [kasia, zofia] = [
    await (await newContext({ javaScriptEnabled: false })).newPage(),
    await (await newContext({ javaScriptEnabled: false })).newPage(),
  ];
  await ask(kasia, path, 'Kasia');
  await ask(zofia, path, 'Zofia');
  await expect(zofia.getByText('Ruth Calder has been asked to let you in.')).toBeVisible();
  await ruth.goto(`${url}/guests`);
  await ruth.getByRole('button', { name: 'Let in Kasia' }).click();
  await expect(ruth.getByText('They are in.')).toBeVisible();
  await ruth.getByRole('button', { name: 'Turn away Zofia' }).click();
  await expect(ruth.getByText('They were turned away.')).toBeVisible();
  // By itself: the page asks again every few seconds.
  await expect(kasia).toHaveURL(new RegExp(`${url}/take-part$`), { timeout: 10_000 });
  await expect(zofia.getByRole('heading', { name: 'You were not let in' })).toBeVisible({ timeout: 10_000 });
});

test('a hall types six digits from the screen, until they end', async ({ signedIn, newContext, newBoard }) => {
  const { url } = await newBoard({ title: 'Health hub' });
  const ruth = await signedIn(RUTH);
  await makeLink(ruth, url);
  await ruth.locator('summary', { hasText: 'Make a code for today' }).click();
  await ruth.getByLabel('It holds for (hours)').fill('13');
  await ruth.getByRole('button', { name: 'Make a code for today' }).click();
  await expect(ruth.getByLabel('It holds for (hours)')).toHaveAttribute('aria-invalid', 'true');
  await ruth.getByLabel('It holds for (hours)').fill('3');
  await ruth.getByRole('button', { name: 'Make a code for today' }).click();
  await expect(ruth.getByText('The code is ready.')).toBeVisible();
  const code = (await ruth.locator('[data-code]').getAttribute('data-code')) ?? '';
  expect(await faultsOf(ruth), 'a code on the screen').toEqual([]);

  const guest = await (await newContext(PHONE)).newPage();
  await guest.goto('/sign-in');
  await guest.getByRole('link', { name: 'Type your code' }).click();
  await guest.getByLabel('Code').fill(code === '000000' ? '000001' : '000000');
  await guest.getByRole('button', { name: 'Go', exact: true }).click();
  await expect(guest.getByText('No board has this code now.')).toBeVisible();
  expect(await faultsOf(guest), 'typing a code').toEqual([]);
  await guest.getByLabel('Code').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await guest.getByRole('button', { name: 'Go', exact: true }).click();
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Health hub');
  await ruth.getByRole('button', { name: 'End the code' }).click();
  await expect(ruth.getByText('Closed to newcomers', { exact: true })).toBeVisible();
  await guest.goto('/g');
  await guest.getByLabel('Code').fill(code);
  await guest.getByRole('button', { name: 'Go', exact: true }).click();
  await expect(guest.getByText('No board has this code now.')).toBeVisible();
});

test('a guest goes on in another browser, and sees there what happened to their cards, without JavaScript', async ({
  signedIn,
  newContext,
  newBoard,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix', title: 'Health hub' });
  const ruth = await signedIn(RUTH);
  const path = await makeLink(ruth, url);
  const chat = await (await newContext(PHONE)).newPage();
  await ask(chat, path, 'Danuta');
  await openWholeBoard(chat);
  await addField(chat, 'Quick wins').fill('A walking bus');
  await addField(chat, 'Quick wins').press('Enter');
  await expectMark(chat, 'Saved');
  await chat.goto('/g');
  await chat.getByRole('link', { name: 'What happened to my cards' }).click();
  await chat.getByRole('button', { name: 'Get a code' }).click();
  const code = (await chat.locator('[data-return]').getAttribute('data-return')) ?? '';
  expect(await faultsOf(chat), 'one’s cards').toEqual([]);

  const browser = await (await newContext({ ...PHONE, javaScriptEnabled: false })).newPage();
  await browser.goto('/g');
  await browser.getByLabel('Code').fill(code.toLowerCase());
  await browser.getByRole('button', { name: 'Go', exact: true }).click();
  await onLightPage(browser);
  await browser.goto('/g');
  await expect(browser.getByText('You are Danuta, guest.')).toBeVisible();
  await browser.getByRole('link', { name: 'What happened to my cards' }).click();
  await expect(browser.getByText('A walking bus')).toBeVisible();
  await expect(browser.getByText('In “Quick wins”')).toBeVisible();
  await expect(browser.getByText('Nobody else changed the words')).toBeVisible();
});

test('a guest who signs in later takes their cards along', async ({
  signedIn,
  newContext,
  newBoard,
  sample,
  server,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix', title: 'Health hub' });
  const ruth = await signedIn(RUTH);
  const path = await makeLink(ruth, url);
  const context = await newContext();
  const tom = await context.newPage();
  await ask(tom, path, 'T.');
  await expectReady(tom);
  await openBoard(tom, `${url}/outline`);
  await addField(tom, 'Quick wins').fill('A walking bus');
  await addField(tom, 'Quick wins').press('Enter');
  await expectMark(tom, 'Saved');
  await signInAs(context, { email: TOM, sample, origin: server.url });
  await tom.goto('/account');
  await expect(
    tom.getByText('You were here as a guest, as “T.”, on “Health hub”. Are these cards yours?'),
  ).toBeVisible();
  expect(await faultsOf(tom), 'the account of a former guest').toEqual([]);
  await tom.getByRole('button', { name: 'Yes, they are mine: what T. wrote on Health hub' }).click();
  await expect(tom.getByText('Your name stands on these cards now.')).toBeVisible();
  await openBoard(ruth, `${url}/outline`);
  await expect(cardOf(ruth, 'A walking bus')).toContainText('Tom Hallworth');
  await ruth.goto(`${url}/guests`);
  await expect(ruth.getByText('Signed in since as Tom Hallworth')).toBeVisible();
});
