import type { Page } from '@playwright/test';
import { blockStorage, CHEAP_PHONE } from '../support/cheapPhone.ts';
import { expect, openBoard, RUTH, test } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';
import { makeLink } from '../support/guestPages.ts';

async function looksRight(page: Page, name: string) {
  expect(await faultsOf(page), name).toEqual([]);
  expect([name, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([name, 360]);
  await page.screenshot({ path: `test-results/${name}.png`, fullPage: true });
}

async function choose(page: Page, language: string) {
  await page.getByRole('button', { name: language, exact: true }).click();
  await expect(page.getByRole('button', { name: language, exact: true })).toHaveAttribute('aria-current', 'true');
}

test('in Polish, on a phone: waiting, the light page, what became of one’s cards, a code, and whom to tell', async ({
  signedIn,
  newContext,
  newBoard,
}) => {
  test.slow();
  const { url } = await newBoard({ template: 'impact-effort-matrix', title: 'Health hub' });
  const ruth = await signedIn(RUTH);
  const path = await makeLink(ruth, url, { lobby: true });
  await openBoard(ruth, `${url}/outline`);
  const phone = await newContext(CHEAP_PHONE);
  await blockStorage(phone);
  const danuta = await phone.newPage();
  await danuta.goto(path);
  await choose(danuta, 'Polski');
  await expect(danuta.getByText('Prośbę o wejście dostanie: Ruth Calder.')).toBeVisible();
  await danuta.getByLabel('Imię, które zobaczą inni').fill('Danuta');
  await danuta.getByRole('button', { name: 'Dołącz do tablicy' }).click();
  await expect(danuta.getByRole('heading', { name: 'Poczekaj chwilę, Danuta' })).toBeVisible();
  await expect(danuta).toHaveTitle(/^Poczekaj chwilę, Danuta/);
  await looksRight(danuta, 'waiting-pl');

  // Whom to tell is read before somebody is in, in another language too, and leads back to the wait.
  await danuta.getByRole('link', { name: 'Martwię się o kogoś' }).click();
  await expect(danuta.getByRole('link', { name: 'Zadzwoń: 0191 496 0142' })).toBeVisible();
  await looksRight(danuta, 'worried-pl');
  await choose(danuta, 'العربية');
  const number = danuta.getByRole('link', { name: 'اتصل بالرقم 0191 496 0142' });
  await expect(number.getByText('0191 496 0142')).toHaveCSS('direction', 'ltr');
  // What is named in Latin letters stands where the page begins.
  const name = danuta.getByText('Amara Osei');
  const [left, middle] = await name.evaluate((it) => [it.getBoundingClientRect().left, innerWidth / 2]);
  expect(left).toBeGreaterThan(middle ?? 0);
  await looksRight(danuta, 'worried-ar');
  await choose(danuta, 'Polski');
  await danuta.getByRole('link', { name: 'Wróć', exact: true }).click();
  await expect(danuta.getByRole('heading', { name: 'Poczekaj chwilę, Danuta' })).toBeVisible();

  await ruth.getByRole('button', { name: 'Let in Danuta' }).click();
  await expect(danuta).toHaveURL(/\/take-part$/);
  await expect(danuta.locator('html')).toHaveAttribute('lang', 'pl');
  await danuta.getByLabel('Dodaj karteczkę do').selectOption({ label: 'Quick wins' });
  await danuta.locator('#words').fill('Pielęgniarka po zajęciach');
  await danuta.getByRole('button', { name: 'Dodaj', exact: true }).click();
  await expect(danuta.locator('[data-mark]')).toHaveAttribute('data-mark', 'saved');
  await expect(danuta.locator('#cards li').filter({ hasText: 'Pielęgniarka' })).toHaveCount(1);
  await looksRight(danuta, 'light-pl');
  await danuta.getByRole('link', { name: 'Co się stało z moimi karteczkami' }).click();
  await expect(danuta.getByText('Pielęgniarka po zajęciach')).toBeVisible();
  await expect(danuta.getByText('W sekcji „Quick wins”')).toBeVisible();
  await expect(danuta.getByText('Nikt inny nie zmienił słów')).toBeVisible();
  await danuta.getByRole('button', { name: 'Pokaż kod' }).click();
  await expect(danuta.getByText('Twój kod')).toBeVisible();
  const code = (await danuta.locator('[data-return]').getAttribute('data-return')) ?? '';
  await looksRight(danuta, 'cards-pl');
  await choose(danuta, 'العربية');
  await looksRight(danuta, 'cards-ar');
  await choose(danuta, 'Polski');
  await danuta.getByRole('link', { name: 'Otwórz tablicę' }).click();
  await expect(danuta).toHaveURL(/\/take-part$/);

  const other = await (await newContext({ ...CHEAP_PHONE, locale: 'pl-PL' })).newPage();
  await other.goto('/g');
  await other.getByLabel('Kod').fill('XXXX XXXX');
  await other.getByRole('button', { name: 'Dalej' }).click();
  await expect(other.getByText('Żadna tablica nie ma teraz takiego kodu.')).toBeVisible();
  await looksRight(other, 'code-pl');
  await other.getByLabel('Kod').fill(code);
  await other.getByRole('button', { name: 'Dalej' }).click();
  await expect(other).toHaveURL(/\/take-part$/);
  await expect(other.getByText('Pielęgniarka po zajęciach').first()).toBeVisible();
});

test('by width, whoever comes back with a code lands on the board itself; turned away is said in the language', async ({
  signedIn,
  newContext,
  newBoard,
}) => {
  const { url } = await newBoard({ template: 'impact-effort-matrix', title: 'Health hub' });
  const ruth = await signedIn(RUTH);
  const path = await makeLink(ruth, url, { lobby: true });
  await openBoard(ruth, `${url}/outline`);
  const romanian = { locale: 'ro-RO' };
  const [ion, ana] = [await (await newContext(romanian)).newPage(), await (await newContext(romanian)).newPage()];
  for (const [page, name] of [
    [ion, 'Ion'],
    [ana, 'Ana'],
  ] as const) {
    await page.goto(path);
    await page.getByLabel('Numele care se vede').fill(name);
    await page.getByRole('button', { name: 'Intră în panou' }).click();
    await expect(page.getByRole('heading', { name: `Așteaptă puțin, ${name}` })).toBeVisible();
  }
  await ruth.getByRole('button', { name: 'Turn away Ana' }).click();
  await expect(ana.getByRole('heading', { name: 'Nu poți intra' })).toBeVisible();
  await ruth.getByRole('button', { name: 'Let in Ion' }).click();
  await expect(ion).toHaveURL(new RegExp(`${url}$`));
  await ion.setViewportSize({ width: 1366, height: 768 });
  await ion.goto('/worried?from=mine');
  await expect(ion.getByRole('link', { name: 'Sună la 0191 496 0142' })).toBeVisible();
  expect(await faultsOf(ion), 'whom to tell, on a wide screen').toEqual([]);
  await ion.screenshot({ path: 'test-results/worried-wide.png' });
  await ion.goto('/g');
  await ion.getByRole('link', { name: 'Ce s-a întâmplat cu biletele mele' }).click();
  await ion.getByRole('button', { name: 'Cere un cod' }).click();
  const code = (await ion.locator('[data-return]').getAttribute('data-return')) ?? '';
  const other = await (await newContext(romanian)).newPage();
  await other.goto('/g');
  await expect(other.locator('input[name="screen"]')).toHaveValue('wide');
  await other.getByLabel('Cod').fill(code);
  await other.getByRole('button', { name: 'Continuă' }).click();
  await expect(other).toHaveURL(new RegExp(`${url}$`));
});
