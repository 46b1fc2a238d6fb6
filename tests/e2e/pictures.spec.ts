import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { HELEN, RUTH, TOM, cookieHeader, expect, openBoard, test } from '../support/e2e.ts';
import { newZone } from '../support/boards.ts';
import { boxOf } from '../support/boardPage.ts';
import { exifSegment, sampleGif, sampleJpeg, samplePng, sampleWebp, stripedPng, text } from '../support/pictures.ts';
import { joinWithStockClient } from '../support/stockClient.ts';

const CANARY = 'canary-51.4545N-2.5879W';
const LAPTOP = { viewport: { width: 1366, height: 800 } };

const pictures = (page: Page) => page.locator('[data-kind="image"]');
const dialog = (page: Page) => page.getByRole('dialog', { name: /^Add a picture/ });
const described = (page: Page) => dialog(page).getByRole('textbox', { name: 'What does it show?' });
const addButton = (page: Page) => dialog(page).getByRole('button', { name: 'Add it to the board' });

interface SomeFile {
  name: string;
  bytes: Uint8Array;
  type?: string;
}

/** Chooses a file on this device, by whatever opens the chooser. */
async function pick(page: Page, open: () => Promise<void>, ...files: SomeFile[]): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), open()]);
  await chooser.setFiles(
    files.map(({ name, bytes, type = 'image/png' }) => ({ name, mimeType: type, buffer: Buffer.from(bytes) })),
  );
}

const byButton = (page: Page) => () => page.getByRole('button', { name: 'Add a picture (I)' }).click();

/** Puts a file on the clipboard and pastes it, or drops it at a place, as the browser itself would tell the page. */
async function bring(
  page: Page,
  how: 'paste' | { x: number; y: number },
  { name, bytes, type = 'image/png' }: SomeFile,
) {
  const file = { name, type, base64: Buffer.from(bytes).toString('base64') };
  await page.evaluate(
    ({ how, file }) => {
      const bytes = Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], file.name, { type: file.type }));
      const common = { bubbles: true, cancelable: true };
      if (how === 'paste') {
        const target = document.activeElement ?? document.body;
        target.dispatchEvent(new ClipboardEvent('paste', { ...common, clipboardData: data }));
        return;
      }
      const at = { ...common, dataTransfer: data, clientX: how.x, clientY: how.y };
      const target = document.elementFromPoint(how.x, how.y) ?? document.body;
      for (const event of ['dragenter', 'dragover', 'drop']) target.dispatchEvent(new DragEvent(event, at));
    },
    { how, file },
  );
}

async function describeAndAdd(page: Page, words: string): Promise<void> {
  await expect(described(page)).toBeFocused();
  await page.keyboard.type(words);
  await addButton(page).click();
  await expect(dialog(page)).toHaveCount(0);
}

/** How large a picture is that the browser has drawn; nothing while it has not. */
const drawnSize = (picture: Locator) =>
  picture.locator('img').evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);

test('a picture is chosen, described, made smaller, and seen by others with its words', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const [ruth, tom] = await Promise.all([signedIn(RUTH, LAPTOP), signedIn(TOM, LAPTOP)]);
  await Promise.all([openBoard(ruth, url), openBoard(tom, url)]);
  await pick(ruth, byButton(ruth), { name: 'plan.png', bytes: stripedPng(3_000, 1_500) });
  await expect(dialog(ruth).getByRole('img', { name: 'The picture you are adding' })).toBeVisible();
  await expect(described(ruth)).toBeFocused();
  await addButton(ruth).click();
  await expect(described(ruth)).toHaveAccessibleDescription(/Say what it shows/);
  expect((await new AxeBuilder({ page: ruth }).include('dialog[open]').analyze()).violations).toEqual([]);
  await expect(pictures(tom)).toHaveCount(0);
  await describeAndAdd(ruth, 'The plan of the breakfast room');

  for (const page of [ruth, tom]) {
    await expect(pictures(page)).toHaveAccessibleName(/^Image: The plan of the breakfast room, by Ruth Calder/);
    await expect(page.getByRole('img', { name: 'The plan of the breakfast room' })).toBeVisible();
    await expect.poll(() => drawnSize(pictures(page))).toEqual([2_000, 1_000]);
  }
  await expect(pictures(ruth)).toBeFocused();
  const { width, height } = await boxOf(pictures(ruth));
  expect(Math.round((100 * width) / height)).toBe(200);
  await ruth.keyboard.press('d');
  const words = ruth.getByRole('textbox', { name: 'What does it show?' });
  await words.fill('Where the tables stand');
  await ruth.getByRole('button', { name: 'Save' }).click();
  await expect(pictures(tom)).toHaveAccessibleName(/^Image: Where the tables stand/);
  await ruth.keyboard.press('Control+z');
  await ruth.keyboard.press('Control+z');
  await expect(pictures(tom)).toHaveCount(0);
});

test('a photograph is pasted and another dropped; neither tells where it was taken', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, url);
  const photo = sampleJpeg([exifSegment({ orientation: 6, words: CANARY })]);
  await ruth.getByRole('application').focus();
  await bring(ruth, 'paste', { name: 'image.png', bytes: photo, type: 'image/jpeg' });
  await describeAndAdd(ruth, 'The school gate');
  await expect.poll(() => drawnSize(pictures(ruth))).toEqual([3, 4]); // the right way up

  await bring(ruth, { x: 900, y: 300 }, { name: 'photo.jpg', bytes: photo, type: 'image/jpeg' });
  await described(ruth).fill('never sent');
  await dialog(ruth).getByRole('checkbox', { name: 'It is only decoration' }).check();
  await addButton(ruth).click();
  await expect(pictures(ruth)).toHaveCount(2);
  const dropped = ruth.getByRole('group', { name: /^Image: Decoration/ });
  const box = await boxOf(dropped);
  expect(Math.round(box.x + box.width / 2)).toBe(900);
  expect(Math.round(box.y + box.height / 2)).toBe(300);

  for (const image of await pictures(ruth).locator('img').all()) {
    const kept = await (await ruth.request.get((await image.getAttribute('src')) ?? '')).body();
    expect(kept.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(kept.includes(CANARY)).toBe(false);
    expect(kept.includes('Exif')).toBe(false);
  }
});

test('what is no picture is refused with words, and the next file goes on', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, url);
  await pick(
    ruth,
    byButton(ruth),
    { name: 'page.png', bytes: text('<!doctype html><script>document.title = "run"</script>') },
    { name: 'logo.svg', bytes: text('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>') },
    { name: 'cut.png', bytes: stripedPng(50, 50).subarray(0, 45) },
    { name: 'good.gif', bytes: sampleGif({ frames: 3 }), type: 'image/gif' },
  );
  for (const [at, words] of ['not a picture', 'SVG drawings', 'damaged or cut short'].entries()) {
    await expect(dialog(ruth)).toHaveAccessibleName(`Add a picture (${at + 1} of 4)`);
    await expect(dialog(ruth).getByRole('alert')).toContainText(words);
    await expect(addButton(ruth)).toHaveCount(0);
    await dialog(ruth).getByRole('button', { name: 'Leave this one out' }).click();
  }
  await expect(dialog(ruth)).toContainText('it will stand still');
  await describeAndAdd(ruth, 'Four dots');
  await expect(pictures(ruth)).toHaveCount(1);
  expect(await ruth.title()).not.toBe('run');
});

test('a picture that does not get through stays, with its words, and goes with the next try', async ({
  signedIn,
  newBoard,
}) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH, LAPTOP);
  await openBoard(ruth, url);
  await pick(ruth, byButton(ruth), { name: 'dots.png', bytes: samplePng() });
  await described(ruth).fill('A map of bus stops');
  await ruth.context().setOffline(true);
  await addButton(ruth).click();
  await expect(dialog(ruth).getByRole('alert')).toContainText('you can try again');
  await expect(described(ruth)).toHaveValue('A map of bus stops');
  await ruth.context().setOffline(false);
  await addButton(ruth).click();
  await expect(pictures(ruth)).toHaveAccessibleName(/^Image: A map of bus stops/);
  await expect.poll(() => drawnSize(pictures(ruth))).toEqual([4, 3]);
});

test('whoever may only look sees a picture, or its words when its file is gone, and adds none', async ({
  signedIn,
  newBoard,
  server,
}) => {
  const { id, url } = await newBoard();
  const [ruth, helen] = await Promise.all([signedIn(RUTH, LAPTOP), signedIn(HELEN, LAPTOP)]);
  await openBoard(ruth, url);
  await pick(ruth, byButton(ruth), { name: 'dots.png', bytes: samplePng() });
  await describeAndAdd(ruth, 'Four dots');
  const program = joinWithStockClient(server.url, id, await cookieHeader(ruth.context()));
  await program.synced;
  const gone = { kind: 'image', id: 'gone', by: null, made: '2026-11-24T12:00:00.000Z', z: 'a5' } as const;
  const where = { at: [700, 60], size: [200, 120], zone: null } as const;
  program.board.addDrawings([{ ...gone, ...where, file: 'no-such-file', alt: 'The old plan' }], { by: null });

  await openBoard(helen, url);
  await expect(helen.getByRole('img', { name: 'Four dots' })).toBeVisible();
  await expect(helen.getByRole('group', { name: /^Image: The old plan/ })).toContainText(
    'This picture cannot be shown.',
  );
  await expect(helen.getByRole('button', { name: 'Add a picture (I)' })).toHaveCount(0);
  await bring(helen, { x: 700, y: 500 }, { name: 'dots.png', bytes: samplePng() });
  await helen.keyboard.press('i');
  await expect(dialog(helen)).toHaveCount(0);
  program.leave();
});

test('on a phone, a picture is added to a zone from the outline and read there', async ({
  signedIn,
  newBoard,
  server,
}) => {
  const { id, url } = await newBoard();
  const ruth = await signedIn(RUTH, { viewport: { width: 390, height: 844 }, hasTouch: true });
  const program = joinWithStockClient(server.url, id, await cookieHeader(ruth.context()));
  await program.synced;
  program.board.addZone(newZone({ id: 'needs', title: 'Needs' }), { by: null });
  await openBoard(ruth, `${url}/outline`);
  const add = ruth.getByRole('button', { name: 'Add a picture to Needs' });
  await pick(ruth, () => add.tap(), { name: 'dots.png', bytes: stripedPng(600, 400) });
  const over = await ruth.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over).toBeLessThanOrEqual(0);
  await describeAndAdd(ruth, 'Breakfast queue at eight');
  const row = ruth.getByRole('list', { name: 'Needs' }).getByRole('listitem');
  await expect(row).toContainText('Image: Breakfast queue at eight');
  await expect.poll(() => drawnSize(row)).toEqual([600, 400]);
  await expect.poll(() => program.board.itemsIn('needs').map(({ kind }) => kind)).toEqual(['image']);
  await expect(row.getByRole('button', { name: /^More/ })).toBeFocused();
  program.leave();
});

test('every kind of picture that is taken from programs is one that browsers draw', async ({ signedIn, newBoard }) => {
  const { url } = await newBoard();
  const ruth = await signedIn(RUTH);
  const files = `${new URL(url).pathname}/files`;
  await openBoard(ruth, url);
  const profiled = sampleWebp([Uint8Array.from(Buffer.from('EXIF\x04\0\0\0abcd', 'latin1'))]);
  for (const file of [samplePng(), sampleJpeg(), sampleWebp(), profiled, sampleGif({ frames: 2 })]) {
    const headers = { origin: new URL(ruth.url()).origin, 'content-type': 'image/png' };
    const sent = await ruth.request.post(files, { data: Buffer.from(file), headers });
    expect(sent.status()).toBe(201);
    const kept = (await sent.json()) as { file: string; width: number; height: number };
    expect([kept.width, kept.height]).toEqual([4, 3]);
    const drawn = await ruth.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    }, `${files}/${kept.file}`);
    expect(drawn).toEqual([4, 3]);
  }
});
