import { afterEach, beforeEach, expect, test } from 'vitest';
import { newCard } from '../support/boards.ts';
import { FaultyProxy } from '../support/proxies.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { DOCUMENT, startSyncWorld } from '../support/syncWorld.ts';
import { httpBase } from '../support/testLine.ts';
import { Notes, TransportPage } from '../support/transportPage.ts';
import { TurnedClock } from '../support/turnedClock.ts';
import { BoardDoc } from '$lib/domain/boards/boardDoc';
import type { TabPost, Tabs } from '../../src/lib/sync/transports/tabMessages.ts';

let world: SyncWorld;
let proxy: FaultyProxy;
let clock: TurnedClock;
let store: Notes;
let pages: TransportPage[];

beforeEach(async () => {
  world = await startSyncWorld({ limits: { httpBeatMs: 100, httpPollMs: 500 } });
  await world.server.change(DOCUMENT, { actorId: null }, (doc) =>
    new BoardDoc(doc).addCards([newCard({ id: 'hub', by: null, text: '' })], { by: null }),
  );
  proxy = await FaultyProxy.open(httpBase(world), { stripsUpgrade: true });
  clock = new TurnedClock();
  store = Notes.ofBlocked(clock.now());
  pages = [];
});

afterEach(async () => {
  for (const page of pages) page.close();
  await proxy.close();
  await world.end();
});

async function until(holds: () => boolean, what: string): Promise<void> {
  const began = performance.now();
  while (!holds()) {
    if (performance.now() - began > 10_000) throw new Error(`${what} did not come about`);
    await new Promise((next) => setTimeout(next, 5));
    clock.turn(25);
  }
}

/** What a tab says to others, until it is frozen: then it hears and says nothing more. */
class FreezingTabs implements Tabs {
  readonly locks = navigator.locks;
  isFrozen = false;

  openPost = (name: string): TabPost => {
    const real = new BroadcastChannel(name);
    const post: TabPost = {
      onmessage: null,
      postMessage: (message: unknown) => !this.isFrozen && real.postMessage(message),
      close: () => real.close(),
    };
    real.onmessage = (event: MessageEvent) => !this.isFrozen && post.onmessage?.call(real, event);
    return post;
  };
}

/** One more tab of ana's browser, with the board open and saved. */
async function openTab(tabs: Tabs = new FreezingTabs()): Promise<TransportPage> {
  const page = new TransportPage({ who: 'ana', origin: proxy.url, clock, store, tabs });
  pages.push(page);
  await until(() => page.isSaved, 'saved');
  return page;
}

const streams = () => proxy.underWay.filter((address) => address.includes('how=stream')).length;
const isBoth = (a: TransportPage, b: TransportPage, text: string) => () =>
  a.isSaved && b.isSaved && a.text === text && b.text === text;

test('three tabs of one browser use one line and one stream', async () => {
  const first = await openTab();
  const [second, third] = [await openTab(), await openTab()];
  expect([first.lines, second.lines, third.lines, streams()]).toEqual([1, 0, 0, 1]);
  second.write('soup');
  await until(() => isBoth(first, second, 'soup')() && third.text === 'soup', 'the word everywhere');
  third.live.present({ cursor: [1, 2] });
  await until(() => second.live.others.some(({ presence }) => presence.cursor?.[1] === 2), 'the pointer of the third');
});

test('when the tab that has the line goes, the next one opens one, and nothing is lost', async () => {
  const first = await openTab();
  const [second, third] = [await openTab(), await openTab()];
  second.write('before ');
  first.close();
  second.write('after');
  await until(isBoth(second, third, 'before after'), 'the words in both');
  expect([second.lines + third.lines, streams()]).toEqual([1, 1]);
});

test('a tab that follows and goes is gone for the others, while the line goes on', async () => {
  const first = await openTab();
  const second = await openTab();
  await until(() => first.live.others.length === 1, 'the second tab seen');
  second.write('last words');
  second.close();
  await until(() => first.live.others.length === 0 && first.text === 'last words', 'the words, and nobody else');
  expect(first.lines).toBe(1);
});

test('a frozen tab loses the line to one that it does not answer, and follows when it wakes', async () => {
  const freezing = new FreezingTabs();
  const first = await openTab(freezing);
  const second = await openTab();
  freezing.isFrozen = true;
  second.write('written meanwhile');
  await until(() => second.isSaved && second.lines === 1, 'saved over a line of its own');
  freezing.isFrozen = false;
  await until(isBoth(first, second, 'written meanwhile'), 'the words in the tab that woke');
  expect([first.lines, streams()]).toEqual([1, 1]);
});

test('a tab that uses nothing any more leaves the line to the others', async () => {
  const first = await openTab();
  const second = await openTab();
  first.live.close();
  second.write('still here');
  await until(() => second.isSaved, 'saved');
  second.live.close();
  await until(() => streams() === 0, 'the end of the line');
  const third = await openTab();
  expect([third.text, third.lines]).toEqual(['still here', 1]);
});

test('where the browser forbids locks, each tab has its own line', async () => {
  const forbidden = { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) };
  const tabs: Tabs = { locks: forbidden as unknown as LockManager, openPost: () => new BroadcastChannel('unused') };
  const [first, second] = [await openTab(tabs), await openTab(tabs)];
  first.write('soup');
  await until(isBoth(first, second, 'soup'), 'the word in both');
  expect([first.lines, second.lines, streams()]).toEqual([1, 1, 2]);
});
