import { addCard, boxOf, cardOf, expectMark } from '../support/boardPage.ts';
import { RUTH, TOM, expect, openBoard, signInAs, test } from '../support/e2e.ts';
import { FaultyProxy } from '../support/proxies.ts';

test('others see a drag as it happens, and where its maker is cut off the card is where it was', async ({
  newContext,
  signedIn,
  newBoard,
  server,
  sample,
}) => {
  const { url } = await newBoard();
  const proxy = await FaultyProxy.open(server.url);
  const context = await newContext({ baseURL: proxy.url });
  await signInAs(context, { email: RUTH, sample, origin: proxy.url });
  const [ruth, tom] = [await context.newPage(), await signedIn(TOM)];
  await Promise.all([openBoard(ruth, new URL(url, proxy.url).pathname), openBoard(tom, url)]);
  const card = await addCard(ruth, 'moved about', { x: 420, y: 300 });
  const seen = cardOf(tom, 'moved about');
  await expect(seen).toBeVisible();
  await expectMark(ruth, 'Saved');

  const [mine, theirs] = [await boxOf(card), await boxOf(seen)];
  await ruth.mouse.move(mine.x + 40, mine.y + 30);
  await ruth.mouse.down();
  for (let step = 1; step <= 5; step++) await ruth.mouse.move(mine.x + 40 + step * 40, mine.y + 30 + step * 20);
  await expect.poll(async () => Math.round((await boxOf(seen)).x - theirs.x)).toBeGreaterThan(100);

  proxy.setDown(true);
  await expect.poll(async () => Math.round((await boxOf(seen)).x - theirs.x)).toBe(0);
  await ruth.mouse.up();
  proxy.setDown(false);
  // What she did is hers: once she is back, the drop counts.
  await expectMark(ruth, 'Saved');
  await expect.poll(async () => Math.round((await boxOf(seen)).x - theirs.x)).toBeGreaterThan(100);
  await proxy.close();
});

test('what others move goes to its new place before one’s eyes, and is there at once for those who want no movement', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH), signedIn(TOM)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  const card = await addCard(ruth, 'pushed along', { x: 420, y: 300 });
  const seen = cardOf(tom, 'pushed along');
  const left = () => seen.evaluate((element) => Number.parseFloat(element.style.left));
  await expect(seen).toBeVisible();
  const devtools = await tom.context().newCDPSession(tom);
  await devtools.send('Animation.enable');
  await devtools.send('Animation.setPlaybackRate', { playbackRate: 0 });

  const [before, stood] = [await boxOf(seen), await left()];
  await card.click();
  await ruth.keyboard.press('Shift+ArrowRight');
  await expect.poll(left).toBeGreaterThan(stood);
  expect((await boxOf(seen)).x).toBeCloseTo(before.x, 0);
  await devtools.send('Animation.setPlaybackRate', { playbackRate: 1 });
  await expect.poll(async () => (await boxOf(seen)).x).toBeGreaterThan(before.x + 1);

  await tom.emulateMedia({ reducedMotion: 'reduce' });
  await devtools.send('Animation.setPlaybackRate', { playbackRate: 0 });
  const [after, stands] = [await boxOf(seen), await left()];
  await ruth.keyboard.press('Shift+ArrowRight');
  await expect.poll(left).toBeGreaterThan(stands);
  expect((await boxOf(seen)).x).toBeGreaterThan(after.x + 1);
});
