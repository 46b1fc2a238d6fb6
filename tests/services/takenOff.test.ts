import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { carryKey, makeBackup, unpackBackup } from '../../server/storage/backup.ts';
import { pathsIn } from '../../server/storage/dataFolder.ts';
import { inTransaction } from '../../server/storage/inTransaction.ts';
import type { Repos } from '../../server/storage/repos.ts';
import { openRepos } from '../../server/storage/repos.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { putBack } from '../../src/lib/domain/boards/lifted.ts';
import { contentOf, newCard, newConnector, newZone } from '../support/boards.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';

const WORDS = 'canary-7316-name-of-a-child';
const REASON = 'canary-8427-why-it-went';
/** Longest until lists show that it is gone. */
const OFF_WITHIN_MS = 2_000;

let world: World;
let slug: string;
let convener: Someone;
let facilitator: Someone;
let other: Someone;
let writer: Someone;
let board: string;
beforeEach(async () => {
  world = await World.open();
  slug = await world.partnership();
  convener = await world.person({ in: slug, role: 'convener' });
  facilitator = await world.person({ in: slug, role: 'facilitator' });
  other = await world.person({ in: slug, role: 'facilitator' });
  writer = await world.person({ in: slug, role: 'contributor' });
  board = await world.board(writer, slug, { title: 'Health hub' });
  await onBoard((made) => {
    made.addZone(newZone({ id: 'zone' }), { by: null });
    const cards = [newCard({ id: 'named', by: writer.id, zone: 'zone', text: WORDS, tags: ['tag'] })];
    made.addCards([...cards, newCard({ id: 'other', by: writer.id, text: 'a card' })], { by: null });
    made.addConnectors([newConnector('named', 'other', { by: writer.id, text: 'because' })], { by: null });
  });
});
afterEach(() => world.end());

const name = () => `board/${board}`;
const onBoard = (edit: (made: BoardDoc) => void) =>
  world.app.documents.change(name(), { actorId: null }, (doc) => edit(new BoardDoc(doc)));
const there = () => world.app.documents.read(name(), (doc) => [...doc.getMap('items').keys()].sort());
const content = () =>
  world.app.documents.read(name(), (doc) => ({
    items: contentOf(new BoardDoc(doc)),
    lines: [...new BoardDoc(doc).connectors()],
  }));
const repos = (): Repos => openRepos(world.app.db);

async function takeOff(who = facilitator, more: { items?: string[]; reviewer?: string; reason?: string } = {}) {
  const { items = ['named'], reviewer = null, reason = '' } = more;
  return world.services.takenOff.takeOff(await who.actor(), slug, { board, items, reviewer, reason });
}
async function waitingFor(who: Someone) {
  return (await world.services.takenOffReview.list(await who.actor(), slug)).mine;
}
async function theOne(who = facilitator): Promise<string> {
  const [item] = await waitingFor(who);
  return item?.id ?? 'none';
}
const generation = async () => (await world.app.store.load(name()))?.generation ?? 0;
const auditTrail = async () => JSON.stringify(await repos().audit.events());

/** How many cards the board's thumbnail shows in the list. */
async function cardsInList(): Promise<number | undefined> {
  const [found] = await world.services.boards.list(await writer.actor(), slug, { archived: false });
  return found?.picture.cards.length;
}

/** Files of the data folder that hold these words as they are. */
function filesWith(words: string): string[] {
  const files = readdirSync(world.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => join(file.parentPath, file.name)).filter((path) => readFileSync(path).includes(words));
}

describe('taking off', () => {
  test('[T1] a facilitator takes a card off with its lines; the reviewer alone can read it', async () => {
    expect(await takeOff(facilitator, { reviewer: other.id, reason: REASON })).toEqual({
      ...{ off: 1, gone: 0, reviewer: other.name },
    });
    expect(await there()).toEqual(['other', 'zone']);
    const [item] = await waitingFor(other);
    expect(item).toMatchObject({ kind: 'card', board: { id: board, title: 'Health hub' }, takenBy: facilitator.name });
    expect([await waitingFor(facilitator), await waitingFor(convener)]).toEqual([[], []]);
    const { takenOffReview } = world.services;
    const words = await takenOffReview.words(await other.actor(), slug, item?.id ?? '');
    expect(words).toMatchObject({ text: WORDS, tags: ['tag'], author: writer.name, reason: REASON });
    for (const stranger of [facilitator, convener, writer]) {
      const asked = takenOffReview.words(await stranger.actor(), slug, item?.id ?? '');
      await expect(asked).rejects.toMatchObject({ code: 'notFound' });
    }
  });

  test('[T1] the review counts and lists what waits for whom', async () => {
    await takeOff();
    const { takenOffReview } = world.services;
    const counts = [facilitator, other, convener, writer].map(async (who) =>
      takenOffReview.count(await who.actor(), slug),
    );
    expect(await Promise.all(counts)).toEqual([1, 0, 0, 0]);
  });

  test('[T6] who may not, or names a reviewer who may not, takes nothing off', async () => {
    await expect(takeOff(writer)).rejects.toMatchObject({ code: 'notAllowed' });
    const wrong = { code: 'input.invalid', fields: { reviewer: 'unknownChoice' } };
    await expect(takeOff(facilitator, { reviewer: writer.id })).rejects.toMatchObject(wrong);
    await expect(takeOff(facilitator, { reason: 'x'.repeat(400) })).rejects.toMatchObject({ code: 'input.invalid' });
    expect(await there()).toContain('named');
  });

  test('[T3] asked twice, by two at once, or of what is gone, the first counts and nothing is lost', async () => {
    const answers = await Promise.all([takeOff(facilitator), takeOff(other), takeOff(facilitator)]);
    expect(new Set(answers.map(({ off, gone }) => `${off} ${gone}`))).toEqual(new Set(['1 0']));
    expect((await waitingFor(facilitator)).length + (await waitingFor(other)).length).toBe(1);
    expect(await takeOff(convener, { items: ['named', 'never-was'] })).toMatchObject({ off: 1, gone: 1 });
    await onBoard((made) => made.remove(['other'], { by: null }));
    expect(await takeOff(convener, { items: ['other'] })).toMatchObject({ off: 0, gone: 1 });
    expect((await auditTrail()).split('item.takenOff')).toHaveLength(2);
  });

  test('[T5] the thumbnail follows within two seconds, however soon after another change', async () => {
    await expect.poll(cardsInList).toBe(2);
    await onBoard((made) => made.move([{ id: 'other', at: [400, 0] }], { by: null }));
    const began = performance.now();
    await takeOff();
    await expect.poll(cardsInList, { timeout: OFF_WITHIN_MS }).toBe(1);
    expect(performance.now() - began).toBeLessThan(OFF_WITHIN_MS);
  });

  test('[T5] an archived board can be cleaned too', async () => {
    await world.services.boards.archive(await convener.actor(), slug, board);
    await takeOff();
    expect(await there()).not.toContain('named');
  });
});

describe('reviewing', () => {
  test('[T1] put back, it is as it was: its words, its author, its lines', async () => {
    const before = await content();
    await takeOff();
    const { board: where } = await world.services.takenOffReview.restore(
      await facilitator.actor(),
      slug,
      await theOne(),
    );
    expect(where).toBe(board);
    expect(await content()).toEqual(before);
    expect(await waitingFor(facilitator)).toEqual([]);
    await takeOff(other);
    expect(await there()).toEqual(['other', 'zone']);
  });

  test('[T6] nobody but the reviewer puts back, erases or passes on', async () => {
    await takeOff(facilitator, { reviewer: other.id });
    const id = await theOne(other);
    const { takenOffReview } = world.services;
    for (const stranger of [facilitator, convener, writer]) {
      const actor = await stranger.actor();
      for (const asked of [
        takenOffReview.restore(actor, slug, id),
        takenOffReview.erase(actor, slug, id),
        takenOffReview.passOn(actor, slug, { id, to: facilitator.id }),
        takenOffReview.open(actor, slug, id),
      ]) {
        await expect(asked).rejects.toMatchObject({ code: 'notFound' });
      }
    }
  });

  test('[T6] passed on, it is the next one’s alone; and only to someone who may review', async () => {
    await takeOff();
    const id = await theOne();
    const { takenOffReview } = world.services;
    const pass = async (to: string) => takenOffReview.passOn(await facilitator.actor(), slug, { id, to });
    await expect(pass(writer.id)).rejects.toMatchObject({ fields: { reviewer: 'unknownChoice' } });
    await expect(pass('')).rejects.toMatchObject({ fields: { reviewer: 'missing' } });
    await pass(other.id);
    expect([await theOne(facilitator), await theOne(other)]).toEqual(['none', id]);
    await expect(pass(convener.id)).rejects.toMatchObject({ code: 'notFound' });
  });

  test('[T6] what nobody can review any more, a convener passes on without reading it', async () => {
    await takeOff();
    const id = await theOne();
    await world.services.people.setRole({ slug, email: facilitator.email, role: 'viewer' });
    const { takenOffReview } = world.services;
    const actor = await convener.actor();
    const { mine, orphaned } = await takenOffReview.list(actor, slug);
    expect([mine, orphaned.map((item) => item.id)]).toEqual([[], [id]]);
    expect(await takenOffReview.count(actor, slug)).toBe(1);
    await expect(takenOffReview.words(actor, slug, id)).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(takenOffReview.restore(actor, slug, id)).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(takenOffReview.open(await facilitator.actor(), slug, id)).rejects.toMatchObject({ code: 'notFound' });
    await takenOffReview.passOn(actor, slug, { id, to: convener.id });
    expect((await takenOffReview.words(actor, slug, id)).text).toBe(WORDS);
  });

  test('[T3] of two who decide at once, one does', async () => {
    await takeOff();
    const id = await theOne();
    const actor = await facilitator.actor();
    const { takenOffReview } = world.services;
    const both = await Promise.allSettled([
      takenOffReview.restore(actor, slug, id),
      takenOffReview.erase(actor, slug, id),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const isBack = (await there()).includes('named');
    expect(isBack).toBe(both[0]?.status === 'fulfilled');
    expect(await waitingFor(facilitator)).toEqual([]);
  });

  test('[T6] the audit trail says who did what, and nothing of what it was', async () => {
    await takeOff(facilitator, { reason: REASON });
    const { takenOffReview } = world.services;
    const id = await theOne();
    await takenOffReview.words(await facilitator.actor(), slug, id);
    await takenOffReview.passOn(await facilitator.actor(), slug, { id, to: other.id });
    await takenOffReview.erase(await other.actor(), slug, id);
    const trail = await auditTrail();
    for (const event of ['item.takenOff', 'item.wordsShown', 'item.passedOn', 'item.erased']) {
      expect(trail).toContain(event);
    }
    expect([trail.includes(WORDS), trail.includes(REASON)]).toEqual([false, false]);
  });
});

describe('what is left behind', () => {
  test('[T5] taken off, its words are in no file as they were written', async () => {
    expect(filesWith(WORDS)).not.toEqual([]);
    await onBoard((made) =>
      made.editText({ item: 'named', field: 'text' }, { at: 0, remove: 0, insert: 'x' }, { by: null }),
    );
    await takeOff(facilitator, { reason: REASON });
    await world.services.takenOffKeeper.settled();
    expect([filesWith(WORDS), filesWith(REASON)]).toEqual([[], []]);
    expect((await world.services.takenOffReview.words(await facilitator.actor(), slug, await theOne())).text).toBe(
      `x${WORDS}`,
    );
  });

  test('[T5] erased for good, neither its words nor what was sealed is in any file', async () => {
    expect(filesWith(WORDS)).not.toEqual([]);
    const before = await generation();
    await takeOff(facilitator, { reason: REASON });
    const id = await theOne();
    const sealed = (await repos().takenOff.sealed(id)) ?? '';
    expect(filesWith(sealed.slice(0, 60))).not.toEqual([]);
    await world.services.takenOffReview.erase(await facilitator.actor(), slug, id);
    await world.services.takenOffKeeper.settled();
    await world.services.projection.settled();
    expect([filesWith(WORDS), filesWith(REASON), filesWith(sealed.slice(0, 60))]).toEqual([[], [], []]);
    expect(await generation()).toBeGreaterThan(before);
    expect(await there()).toEqual(['other', 'zone']);
    const again = world.services.takenOffReview.erase(await facilitator.actor(), slug, id);
    await expect(again).rejects.toMatchObject({ code: 'notFound' });
  });

  test('[T5] the key is a file of its own, for this user alone, made when it is first needed', async () => {
    const { takenOffKey } = pathsIn(world.folder);
    expect(existsSync(takenOffKey)).toBe(false);
    await takeOff();
    const [key, first] = [readFileSync(takenOffKey), statSync(takenOffKey)];
    expect([key.length, (first.mode & 0o777).toString(8)]).toEqual([32, '600']);
    for (const form of ['base64', 'hex'] as const) expect(filesWith(key.toString(form))).toEqual([]);
    await takeOff(facilitator, { items: ['other'] });
    expect(readFileSync(takenOffKey)).toEqual(key);
  });

  test('[T5] without its key it cannot be read or put back, only erased', async () => {
    await takeOff();
    const id = await theOne();
    await world.services.takenOffKeeper.settled();
    rmSync(pathsIn(world.folder).takenOffKey);
    const { takenOffReview } = world.services;
    const actor = await facilitator.actor();
    const unreadable = { code: 'takenOff.unreadable' };
    await expect(takenOffReview.words(actor, slug, id)).rejects.toMatchObject(unreadable);
    await expect(takenOffReview.restore(actor, slug, id)).rejects.toMatchObject(unreadable);
    await takenOffReview.erase(actor, slug, id);
    expect(await waitingFor(facilitator)).toEqual([]);
  });

  test('[T5] a back-up has the records but not the key; put back where the key is, it can be read', async () => {
    await takeOff();
    const folder = await mkdtemp(join(tmpdir(), 'throughline-back-up-'));
    const file = join(folder, 'back-up.tar.gz');
    const { db, store } = world.app;
    await makeBackup({ db, dataDir: world.folder, copyDocuments: (path) => store.backUp(path), file });
    const unpacked = await unpackBackup(file, join(folder, 'elsewhere'));
    expect((await readdir(unpacked)).sort()).toEqual(['documents.db', 'files', 'throughline.db']);
    await carryKey(world.folder, unpacked);
    expect(readFileSync(pathsIn(unpacked).takenOffKey)).toEqual(readFileSync(pathsIn(world.folder).takenOffKey));
    await rm(folder, { recursive: true });
  });
});

describe('after a crash', () => {
  /** The card is on the board as before it was taken off. */
  async function asBefore(id: string): Promise<void> {
    const record = await repos().takenOff.byId(id);
    if (!record) throw new Error('no record');
    const { items } = await world.services.takenOffKeeper.read(record);
    await world.app.documents.change(name(), { actorId: null }, (doc, offList) => offList.letBack(putBack(items, doc)));
  }

  test('[T4] between sealing and taking off, it is taken off at the next start, as it was then', async () => {
    await takeOff();
    const id = await theOne();
    await asBefore(id);
    await onBoard((made) =>
      made.editText({ item: 'named', field: 'text' }, { at: 0, remove: 0, insert: 'now ' }, { by: null }),
    );
    await repos().takenOff.move(id, { from: 'off', to: 'taking' });
    await world.restart();
    expect(await there()).toEqual(['other', 'zone']);
    const words = await world.services.takenOffReview.words(await facilitator.actor(), slug, id);
    expect(words.text).toBe(`now ${WORDS}`);
  });

  test('[T4] between taking off and noting it, nothing is lost', async () => {
    await takeOff();
    const id = await theOne();
    await repos().takenOff.move(id, { from: 'off', to: 'taking' });
    await world.restart();
    expect((await world.services.takenOffReview.words(await facilitator.actor(), slug, id)).text).toBe(WORDS);
  });

  test('[T4] before the thumbnail was made anew, it is at the next start', async () => {
    await expect.poll(cardsInList).toBe(2);
    const before = (await repos().boards.pictures([board]))(board);
    await takeOff();
    await repos().takenOff.move(await theOne(), { from: 'off', to: 'taking' });
    await world.services.projection.settled();
    await repos().boards.setPicture(board, before);
    expect(await cardsInList()).toBe(2);
    await world.restart();
    expect(await cardsInList()).toBe(1);
  });

  test.each(['before', 'after'])('[T4] %s it is put back, it is on the board once', async (when) => {
    const before = await content();
    await takeOff();
    const id = await theOne();
    if (when === 'after') await asBefore(id);
    await repos().takenOff.move(id, { from: 'off', to: 'restoring' });
    await world.restart();
    expect(await content()).toEqual(before);
    expect(await repos().takenOff.byId(id)).toBeNull();
  });

  test('[T4] before the document is made anew, it is at the next start', async () => {
    await takeOff();
    const id = await theOne();
    const before = await generation();
    await inTransaction(world.app.db, async ({ takenOff, operations }) => {
      await takenOff.remove(id, 'off');
      const payload = JSON.stringify({ board });
      await operations.begin({ id: 'erase', kind: 'takenOff.erase', payload, started_at: '2026-11-24T12:00:00.000Z' });
    });
    await world.restart();
    expect(await generation()).toBeGreaterThan(before);
    expect([filesWith(WORDS), await repos().operations.unfinished('takenOff.erase')]).toEqual([[], []]);
  });
});
