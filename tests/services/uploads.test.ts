import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import { pathsIn } from '../../server/storage/dataFolder.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';
import { joined, samplePng, text } from '../support/pictures.ts';

let world: World;
let slug: string;
let facilitator: Someone;
let writer: Someone;
let board: string;
beforeEach(async () => {
  world = await World.open();
  slug = await world.partnership();
  facilitator = await world.person({ in: slug, role: 'facilitator' });
  writer = await world.person({ in: slug, role: 'contributor' });
  board = await world.board(writer, slug);
});
afterEach(() => world.end());

async function* pieces(file: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.length; at += 50) yield file.subarray(at, at + 50);
}

async function add(file = samplePng(), who = writer): Promise<string> {
  const upload = { board, body: pieces(file), length: file.length };
  return (await world.services.uploads.add(await who.actor(), slug, upload)).file;
}

/** What someone gets of a file: its bytes, or the code of the refusal. */
async function given(file: string, who = writer): Promise<Uint8Array | string> {
  try {
    const found = await world.services.uploads.open(await who.actor(), slug, { board, file });
    return new Uint8Array(await buffer(await found.open()));
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** Puts an image of a file on the board. */
const show = (id: string, file: string) =>
  world.app.documents.change(`board/${board}`, { actorId: null }, (doc) => {
    const where = { at: [0, 0], size: [40, 30], zone: null, z: 'a0' } as const;
    const image = {
      kind: 'image',
      id,
      by: writer.id,
      made: '2026-11-24T12:00:00.000Z',
      file,
      alt: 'A map',
      ...where,
    } as const;
    new BoardDoc(doc).addDrawings([image], { by: null });
  });
const path = (file: string) => join(pathsIn(world.folder).files, board, file);
const coming = () => readdirSync(pathsIn(world.folder).incoming);

/** Every file of the data folder that holds these words as they are. */
function filesWith(words: string): string[] {
  const entries = readdirSync(world.folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return entries.map((one) => join(one.parentPath, one.name)).filter((one) => readFileSync(one).includes(words));
}

async function takeOff(items: string[]) {
  const request = { board, items, reviewer: null, reason: '' };
  await world.services.takenOff.takeOff(await facilitator.actor(), slug, request);
  return (await world.services.takenOffReview.list(await facilitator.actor(), slug)).mine.map(({ id }) => id);
}

test('what is kept is on disk for this user alone, and is there after a restart', async () => {
  const file = await add();
  expect(await given(file)).toEqual(samplePng());
  expect(statSync(path(file)).mode & 0o077).toBe(0);
  await world.restart();
  expect(await given(file)).toEqual(samplePng());
  expect(coming()).toEqual([]);
});

test('what was coming in when the server ended is cleared at the next start', async () => {
  writeFileSync(join(pathsIn(world.folder).incoming, 'half'), 'a half');
  await world.restart();
  expect(coming()).toEqual([]);
});

test('a board that was archived while a picture was coming in does not take it', async () => {
  const file = samplePng();
  let archived = false;
  async function* slowly(): AsyncGenerator<Uint8Array> {
    yield file.subarray(0, 20);
    await world.services.boards.archive(await facilitator.actor(), slug, board);
    archived = true;
    yield file.subarray(20);
  }
  const upload = { board, body: slowly(), length: file.length };
  const adding = world.services.uploads.add(await writer.actor(), slug, upload);
  await expect(adding).rejects.toMatchObject({ code: 'board.archived' });
  expect([archived, coming(), existsSync(path(''))]).toEqual([true, [], false]);
});

test('one person’s pictures go one after the other, and only so many may wait', async () => {
  const actor = await writer.actor();
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  let begun = 0;
  async function* held(): AsyncGenerator<Uint8Array> {
    begun++;
    await opened;
    yield samplePng();
  }
  const all = Array.from({ length: 12 }, () => {
    return world.services.uploads
      .add(actor, slug, { board, body: held(), length: null })
      .catch((error: unknown) => error);
  });
  await expect.poll(() => begun).toBe(1);
  expect(await given(await add(samplePng(), facilitator))).toEqual(samplePng()); // others do not wait
  open();
  const answers = await Promise.all(all);
  expect(answers.filter((answer) => (answer as { code?: string }).code === 'upload.tooMany')).toHaveLength(2);
  expect(answers.filter((answer) => typeof (answer as { file?: string }).file === 'string')).toHaveLength(10);
});

test('a disk that refuses keeps neither the file nor a word of it', async () => {
  writeFileSync(path(''), 'a file where the board’s folder should be');
  await expect(add()).rejects.toMatchObject({ code: 'storage.unavailable' });
  expect(await openRepos(world.app.db).uploads.bytesOf(board)).toBe(0);
  expect(coming()).toEqual([]);
});

test('a board whose pictures fill their room takes no more', async () => {
  const file = await add();
  const repos = openRepos(world.app.db);
  const known = await repos.uploads.ofBoard(board, file);
  if (!known) throw new Error('it was not kept');
  await repos.uploads.add({ ...known, id: 'large', bytes: 1024 * 1024 * 1024 - known.bytes });
  await expect(add()).rejects.toMatchObject({ code: 'upload.boardFull' });
});

test('an erased board leaves none of its files', async () => {
  const [file, another] = [await add(), await world.board(writer, slug)];
  await world.services.uploads.eraseBoard(board);
  expect([existsSync(path(file)), await given(file)]).toEqual([false, 'notFound']);
  await world.services.uploads.eraseBoard(another); // had none
});

describe('a picture that is taken off the board', () => {
  test('is given to nobody while it is off, and again once it is put back', async () => {
    const file = await add();
    await show('map', file);
    const [item = ''] = await takeOff(['map']);
    expect([await given(file), await given(file, facilitator)]).toEqual(['notFound', 'notFound']);
    await world.services.takenOffReview.restore(await facilitator.actor(), slug, item);
    expect(await given(file)).toEqual(samplePng());
  });

  test('leaves its file to another that shows it', async () => {
    const file = await add();
    await show('map', file);
    await show('copy', file);
    await takeOff(['map']);
    expect(await given(file)).toEqual(samplePng());
    await takeOff(['copy']);
    expect(await given(file)).toBe('notFound');
  });

  test('[T7] is in no file but sealed while it is off, comes back as it was, and is in none once it is erased', async () => {
    const canary = 'canary-5518-on-a-picture';
    const file = await add();
    const whole = Buffer.from(joined(readFileSync(path(file)), text(canary)));
    writeFileSync(path(file), whole);
    await show('map', file);
    const [first = ''] = await takeOff(['map']);
    expect([filesWith(canary), existsSync(path(file)), await given(file)]).toEqual([[], false, 'notFound']);
    await world.services.takenOffReview.restore(await facilitator.actor(), slug, first);
    expect(readFileSync(path(file)).equals(whole)).toBe(true);
    expect(readdirSync(path(''))).toEqual([file]);

    const [again = ''] = await takeOff(['map']);
    expect([filesWith(canary), readdirSync(path('')).length]).toEqual([[], 1]);
    await world.services.takenOffReview.erase(await facilitator.actor(), slug, again);
    expect([filesWith(canary), readdirSync(path(''))]).toEqual([[], []]);
    expect(await openRepos(world.app.db).uploads.ofBoard(board, file)).toBeNull();
  });

  test('[T4, T7] after a crash while it was sealed or put back, its file is whole, and in one place', async () => {
    const file = await add();
    await show('map', file);
    const [item = ''] = await takeOff(['map']);
    // Put down again, as if the server had ended before it was removed.
    writeFileSync(path(file), samplePng());
    await world.restart();
    expect(readdirSync(path(''))).not.toContain(file);
    await openRepos(world.app.db).takenOff.move(item, { from: 'off', to: 'restoring' });
    await world.restart();
    expect([readdirSync(path('')), await given(file)]).toEqual([[file], samplePng()]);
  });

  test('[T7] is not put back when what was sealed was changed meanwhile', async () => {
    const file = await add();
    await show('map', file);
    const [item = ''] = await takeOff(['map']);
    const [sealed = ''] = readdirSync(path(''));
    const bytes = readFileSync(path(sealed));
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    writeFileSync(path(sealed), bytes);
    const restoring = world.services.takenOffReview.restore(await facilitator.actor(), slug, item);
    await expect(restoring).rejects.toMatchObject({ code: 'takenOff.unreadable' });
    expect([await given(file), readdirSync(path(''))]).toEqual(['notFound', [sealed]]);
  });
});
