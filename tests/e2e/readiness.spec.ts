import { addField, expectMark, rowField } from '../support/boardPage.ts';
import { expect, openBoard, RUTH, SANA, test } from '../support/e2e.ts';
import { faultsOf } from '../support/faults.ts';

const EVIDENCE = [
  ['Intent: in place', 'Signed by all partners in June'],
  ['Trust in each other: emerging', 'We shared vacancies before the papers did'],
  ['Time: not yet', 'No protected time for school nurses'],
  ['Leadership: in place', 'Two sponsors named'],
] as const;

test('a readiness check is made, kept when its session ends, and shown on the home and over time', async ({
  newBoard,
  signedIn,
  sample,
}) => {
  test.setTimeout(120_000);
  const home = `/partnerships/${sample.partnership}`;
  const ruth = await signedIn(RUTH);
  await ruth.goto(`${home}/readiness`);
  // Another story may have checked before.
  expect(await faultsOf(ruth)).toEqual([]);
  await ruth.getByRole('link', { name: /^(Start a readiness check|Rate again)$/ }).click();
  await expect(ruth).toHaveURL(/template=readiness-check/);

  const { url } = await newBoard({ template: 'readiness-check', title: 'Readiness, autumn' });
  await openBoard(ruth, `${url}/outline`);
  for (const [zone, words] of EVIDENCE) {
    const field = addField(ruth, zone);
    await field.fill(words);
    await field.press('Enter');
    await expect(rowField(ruth, words)).toBeVisible();
  }
  await expectMark(ruth, 'Saved');
  await ruth.goto(`${url}/sessions/new`);
  await ruth.getByLabel('Title').fill('Autumn check');
  await ruth.getByRole('button', { name: 'Make the session' }).click();
  await ruth.getByRole('button', { name: 'Start the session' }).click();
  const panel = ruth.getByRole('complementary', { name: 'Session' });
  await panel.getByRole('button', { name: 'End now' }).click();
  await expect(panel).toHaveCount(0);

  await ruth.goto(home);
  const tile = ruth.locator('section', { has: ruth.getByRole('heading', { name: 'Are we ready?' }) });
  await expect(tile.getByRole('listitem').filter({ hasText: /^Time/ })).toContainText('Not yet');
  await expect(tile.getByRole('listitem').filter({ hasText: 'Leadership' })).toContainText('In place');
  expect(await faultsOf(ruth)).toEqual([]);
  await tile.getByRole('link', { name: 'All checks' }).click();
  await expect(ruth.getByRole('heading', { name: 'The last check: Autumn check' })).toBeVisible();
  await expect(ruth.getByText('No protected time for school nurses')).toBeVisible();
  const table = ruth.getByRole('table', { name: 'Over time' });
  await expect(table.getByRole('row').nth(1)).toContainText('Autumn check');
  await expect(table.getByRole('row').nth(1).getByRole('cell').nth(2)).toContainText('1');
  expect(await faultsOf(ruth)).toEqual([]);

  // Somebody else of the partnership reads the same, on a phone at night.
  const sana = await signedIn(SANA, { colorScheme: 'dark', viewport: { width: 390, height: 844 } });
  await sana.goto(`${home}/readiness`);
  await expect(sana.getByText('Two sponsors named')).toBeVisible();
  expect(await faultsOf(sana)).toEqual([]);
});
