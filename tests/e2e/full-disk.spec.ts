import type { Page } from '@playwright/test';
import { RUTH, TOM, expect, openBoard, test } from '../support/e2e.ts';
import { addCard, cardOf, expectMark, writeOn } from '../support/boardPage.ts';

// The fault is the kernel's own: a limit on the size of the server's files, set while it runs. Every Linux has prlimit.
test.skip(process.platform !== 'linux', 'only Linux can limit the files of a program that runs');

test('a full disk: the mark says what is not saved and why, edits stay, and they go through when there is room', async ({
  signedIn,
  newBoard,
  server,
}) => {
  const { url } = await newBoard();
  const [ruth, tom, third] = await Promise.all([signedIn(RUTH), signedIn(TOM), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await addCard(ruth, 'before', { x: 420, y: 300 });
  await expect(cardOf(tom, 'before')).toBeVisible();
  await expectMark(ruth, 'Saved');
  const mark = ruth.getByRole('banner').getByRole('button', { name: /not yet saved/ });
  try {
    await server.setDiskFull(true);
    await addCard(ruth, 'while the disk is full', { x: 760, y: 420 });
    await expect(mark).toHaveAccessibleName(/The server’s disk cannot be written/);
    await writeOn(ruth, cardOf(ruth, 'before'));
    await ruth.keyboard.type(' and since');
    await ruth.keyboard.press('Escape');
    await mark.click();
    await expect(ruth.getByRole('dialog')).toContainText('kept on this device and will go through when it recovers');
    expect(await server.health()).toBe(503);
    expect((await third.goto(url))?.status(), 'someone who comes now gets the page all the same').toBe(200);
    await ruth.getByRole('button', { name: 'Try now' }).click();
    await expect(mark).toBeVisible();
    for (const text of ['while the disk is full', 'before and since']) {
      await expect(cardOf(ruth, text)).toBeVisible();
      await expect(cardOf(tom, text)).toHaveCount(0);
    }
  } finally {
    await server.setDiskFull(false);
  }
  await expectMark(ruth, 'Saved');
  await expect(mark).toHaveCount(0);
  await openBoard(third, url);
  for (const page of [ruth, tom, third]) {
    await expect(cardOf(page, 'while the disk is full')).toHaveCount(1);
    await expect(cardOf(page, 'before and since')).toHaveCount(1);
  }
  await expect.poll(() => server.health()).toBe(200);
});

/** The browser has the board's page, to open it without the server. */
async function kept(page: Page): Promise<void> {
  const { pathname } = new URL(page.url());
  await expect.poll(() => page.evaluate(async (path) => (await caches.match(path)) !== undefined, pathname)).toBe(true);
}

test('what a full disk refused outlives the page, and goes out from the next one', async ({
  signedIn,
  newBoard,
  server,
}) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, { serviceWorkers: 'allow' });
  await openBoard(ruth, url);
  await expectMark(ruth, 'Saved');
  await kept(ruth);
  try {
    await server.setDiskFull(true);
    await addCard(ruth, 'kept on this device', { x: 420, y: 300 });
    await expectMark(ruth, /not yet saved/);
    await ruth.reload();
    await expect(cardOf(ruth, 'kept on this device')).toBeVisible();
    await expect(ruth.getByRole('banner').getByText('Saved', { exact: true })).toHaveCount(0);
  } finally {
    await server.setDiskFull(false);
  }
  await expectMark(ruth, 'Saved');
  const tom = await signedIn(TOM);
  await openBoard(tom, url);
  await expect(cardOf(tom, 'kept on this device')).toHaveCount(1);
});
