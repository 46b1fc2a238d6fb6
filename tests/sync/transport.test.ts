import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newCard } from '../support/boards.ts';
import type { ProxyFaults } from '../support/proxies.ts';
import { FaultyProxy } from '../support/proxies.ts';
import type { SyncWorld } from '../support/syncWorld.ts';
import { DOCUMENT, startSyncWorld } from '../support/syncWorld.ts';
import { httpBase } from '../support/testLine.ts';
import { Notes, TransportPage } from '../support/transportPage.ts';
import { TurnedClock } from '../support/turnedClock.ts';
import { BoardDoc } from '$lib/domain/boards/boardDoc';
import type { LineRecord } from '$lib/protocol/httpLine';
import { decodePost } from '$lib/protocol/httpLine';
import type { Ask } from '../../src/lib/sync/transports/lineRequests.ts';
import { TRY_AGAIN_MS } from '../../src/lib/sync/transports/upgrade.ts';

let world: SyncWorld;
let clock: TurnedClock;
let ends: (() => unknown)[];

beforeEach(async () => {
  world = await startSyncWorld({ limits: { httpBeatMs: 100, httpPollMs: 500 } });
  await world.server.change(DOCUMENT, { actorId: null }, (doc) =>
    new BoardDoc(doc).addCards([newCard({ id: 'hub', by: null, text: '' })], { by: null }),
  );
  clock = new TurnedClock();
  ends = [() => world.end()];
});

afterEach(async () => {
  for (const end of ends.reverse()) await end();
});

/** The transport's clock goes on while we wait: faster than the wall's, so that its patience costs none of ours. */
async function until(holds: () => boolean, what: string): Promise<void> {
  const began = performance.now();
  while (!holds()) {
    if (performance.now() - began > 10_000) throw new Error(`${what} did not come about`);
    await new Promise((next) => setTimeout(next, 5));
    clock.turn(25);
  }
}

async function behind(faults: ProxyFaults): Promise<FaultyProxy> {
  const proxy = await FaultyProxy.open(httpBase(world), faults);
  ends.push(() => proxy.close());
  return proxy;
}

type PageOptions = { origin?: string; store?: Notes; around?: (ask: Ask) => Ask };

function openPage(who: string, options: PageOptions = {}): TransportPage {
  const { origin = httpBase(world), store = new Notes(), around } = options;
  const page = new TransportPage({ who, origin, clock, store, around });
  ends.push(() => page.close());
  return page;
}

/** A page of a browser that knows websockets are blocked. */
const openBlocked = (who: string, options: PageOptions = {}) =>
  openPage(who, { store: Notes.ofBlocked(clock.now()), ...options });

const serverText = () => world.server.read(DOCUMENT, (doc) => new BoardDoc(doc).textAt({ item: 'hub', field: 'text' }));

describe('a page over HTTP', () => {
  test('writes, is read by others, sees them, and says saved when it is', async () => {
    const ana = openBlocked('ana');
    const ben = openPage('ben');
    await until(() => ana.isSaved && ben.isSaved, 'both saved');
    expect([ana.lines, ben.lines]).toEqual([1, 0]);
    ana.write('soup');
    expect(ana.live.status.is).toBe('saving');
    await until(() => ana.isSaved && ben.text === 'soup', 'the word at ben');
    expect(await serverText()).toBe('soup');
    ben.live.present({ cursor: [3, 4] });
    await until(() => ana.live.others[0]?.presence.cursor?.[0] === 3, 'the pointer of ben');
    ana.live.present({ cursor: [5, 6] });
    await until(() => ben.live.others[0]?.presence.cursor?.[0] === 5, 'the pointer of ana');
  });

  test('goes on over the same line after a cut in the middle of a word', async () => {
    const proxy = await behind({});
    const ana = openBlocked('ana', { origin: proxy.url });
    const ben = openPage('ben');
    await until(() => ana.isSaved && ben.isSaved, 'both saved');
    for (const [n, letter] of [...'breakfast'].entries()) {
      ana.write(letter);
      await until(() => n % 3 !== 2 || ana.text === ben.text, 'three letters at ben');
      if (n % 3 === 1) proxy.cut();
    }
    await until(() => ana.isSaved && ben.text === 'breakfast', 'the word at ben');
    expect([await serverText(), ana.lines]).toEqual(['breakfast', 1]);
  });

  test('a post whose answer is lost is sent again under its number, and counts once', async () => {
    let loses = false;
    const lossy = (ask: Ask): Ask => {
      return async (address, init) => {
        const answer = await ask(address, init);
        if (!loses || !address.includes('number=')) return answer;
        loses = false;
        throw new TypeError('the network went away');
      };
    };
    const ana = openBlocked('ana', { around: lossy });
    await until(() => ana.isSaved, 'saved');
    loses = true;
    ana.write('a');
    await until(() => ana.isSaved, 'saved again');
    const numbers = ana.asked.flatMap((asked) => /number=([1-9]\d*)/.exec(asked)?.[1] ?? []);
    expect(numbers.length).toBe(new Set(numbers).size + 1);
    expect(await serverText()).toBe('a');
  });

  test('while a post is under way, the newest pointer takes the place of those that wait', async () => {
    const posted: LineRecord[][] = [];
    let go: (() => void) | null = null;
    const slow = (ask: Ask): Ask => {
      return async (address, init) => {
        const body = /number=[1-9]/.test(address) && init.body instanceof Uint8Array ? init.body : null;
        if (body && posted.length > 0) await new Promise<void>((resolve) => (go = resolve));
        if (body) posted.push(decodePost(body));
        return ask(address, init);
      };
    };
    const ana = openBlocked('ana', { around: slow });
    const ben = openPage('ben');
    await until(() => (go?.(), ana.isSaved && ben.isSaved && ben.live.others.length === 1), 'both saved');
    const before = posted.length;
    for (let x = 1; x <= 20; x++) {
      ana.live.present({ cursor: [x, 0] });
      clock.turn(40);
    }
    ana.write('soup');
    await until(() => (go?.(), ben.live.others[0]?.presence.cursor?.[0] === 20), 'the last pointer at ben');
    await until(() => (go?.(), ana.isSaved && ben.text === 'soup'), 'the word at ben');
    const pointers = posted
      .slice(before)
      .flat()
      .filter((record) => record.is === 'frame' && record.bytes[0] === 1);
    expect(pointers.length).toBeLessThan(6);
  });

  test('one’s own pointer is not lost among what is told about others', async () => {
    const ben = openPage('ben');
    await until(() => ben.isSaved, 'ben saved');
    const wave = setInterval(() => ben.live.present({ cursor: [Math.random(), 0] }), 5);
    ends.push(() => clearInterval(wave));
    for (let visit = 1; visit <= 5; visit++) {
      const ana = openBlocked('ana');
      await until(() => ana.isSaved && ben.live.others.length === 1, `ana seen on visit ${visit}`);
      ana.close();
      await until(() => ben.live.others.length === 0, 'ana gone');
    }
  });

  test('asks instead of listening where streams are held back, and remembers it', async () => {
    const proxy = await behind({ holdsBack: true });
    const store = Notes.ofBlocked(clock.now());
    const ana = openBlocked('ana', { origin: proxy.url, store });
    const ben = openPage('ben');
    await until(() => ana.isSaved && ben.isSaved, 'both saved');
    expect(new Set(ana.reads)).toEqual(new Set(['stream', 'poll']));
    expect(store.note?.heldBackAt).toBeGreaterThan(0);
    ana.write('soup');
    await until(() => ben.text === 'soup' && ana.isSaved, 'the word at ben');
    ben.write(' at noon');
    await until(() => ana.text === 'soup at noon', 'the words of ben');
    const again = openBlocked('ana', { origin: proxy.url, store });
    await until(() => again.isSaved, 'saved on the next visit');
    expect(new Set(again.reads)).toEqual(new Set(['poll']));
  });

  test('a line the server no longer knows is replaced, and nothing is lost', async () => {
    const ana = openBlocked('ana');
    await until(() => ana.isSaved, 'saved');
    const [, line = ''] = /(\/sync-http\/lines\/[^/]+)\/down/.exec(ana.asked.join('\n')) ?? [];
    ana.write('before ');
    await fetch(`${httpBase(world)}${line}`, { method: 'DELETE', headers: { cookie: 'who=ana' } });
    ana.write('after');
    await until(() => ana.lines === 2 && ana.isSaved, 'saved over a new line');
    expect(await serverText()).toBe('before after');
  });

  test('says offline when the network is gone for long, and sends what was written when it is back', async () => {
    const proxy = await behind({});
    const ana = openBlocked('ana', { origin: proxy.url });
    await until(() => ana.isSaved, 'saved');
    proxy.setDown(true);
    ana.write('written without a network');
    await until(() => ana.live.status.is === 'offline', 'offline');
    proxy.setDown(false);
    await until(() => ana.isSaved, 'saved');
    expect(await serverText()).toBe('written without a network');
  });

  test('whoever is signed out is told so', async () => {
    world.signedOut.add('ana');
    const ana = openBlocked('ana');
    await until(() => ana.live.status.is === 'ended', 'the end');
    expect(ana.live.status).toMatchObject({ is: 'ended', why: 'signIn' });
  });

  test('whoever is sent to the door comes back over the same line with the new rights', async () => {
    const ana = openBlocked('ana');
    await until(() => ana.isSaved, 'saved');
    world.people['ana'] = 'viewer';
    world.server.sendToDoor({ personId: 'ana', document: DOCUMENT });
    await until(() => ana.live.status.is === 'readOnly', 'the new rights');
    expect(ana.lines).toBe(1);
  });

  test('what was written last leaves before the page goes, and so does its writer', async () => {
    const ana = openBlocked('ana');
    const ben = openPage('ben');
    await until(() => ana.isSaved && ben.isSaved, 'both saved');
    ana.write('bye');
    ana.close(); // a page that goes does the same: documents flush, then the line ends
    await until(() => ben.text === 'bye' && ben.live.others.length === 0, 'the last word, and ana gone');
  });
});

describe('the choice', () => {
  test('falls to HTTP where upgrades are stripped, without a word to the page, and remembers it', async () => {
    const proxy = await behind({ stripsUpgrade: true });
    const store = new Notes();
    const ana = openPage('ana', { origin: proxy.url, store });
    await until(() => ana.isSaved, 'saved');
    expect([ana.lines, proxy.upgraded, store.note !== undefined]).toEqual([1, 0, true]);
  });

  test('a server that is down says nothing about websockets', async () => {
    const proxy = await behind({});
    proxy.setDown(true);
    const store = new Notes();
    const ana = openPage('ana', { origin: proxy.url, store });
    await until(() => ana.asked.length >= 4, 'several attempts');
    proxy.setDown(false);
    await until(() => ana.isSaved, 'saved');
    expect([ana.lines, store.note]).toEqual([0, undefined]);
  });

  test('falls to HTTP when websockets keep dying although the server is there', async () => {
    const proxy = await behind({});
    const store = new Notes();
    const ana = openPage('ana', { origin: proxy.url, store });
    for (let death = 1; death <= 3; death++) {
      await until(() => ana.isSaved && proxy.upgraded === death, 'saved over a websocket');
      ana.write(`${death}`);
      proxy.cut();
      await until(() => ana.asked.length === death || ana.lines > 0, 'the question whether the server is there');
    }
    await until(() => ana.lines === 1 && ana.isSaved, 'saved over HTTP');
    expect(await serverText()).toBe('123');
  });

  test('goes back to websockets when HTTP is what does not get through', async () => {
    const store = Notes.ofBlocked(clock.now());
    const blocked = (): Ask => async () => new Response('Blocked by policy', { status: 403 });
    const ana = openPage('ana', { store, around: blocked });
    await until(() => ana.isSaved, 'saved');
    expect([ana.lines, store.note]).toEqual([2, undefined]);
  });

  test('moves back to the websocket at a quiet moment when the proxy lets it through', async () => {
    const proxy = await behind({ stripsUpgrade: true });
    const store = new Notes();
    const ana = openPage('ana', { origin: proxy.url, store });
    await until(() => ana.isSaved, 'saved');
    const tried = ana.webSockets.length;
    clock.turn(TRY_AGAIN_MS);
    await until(() => ana.webSockets.length > tried && ana.webSockets[tried]?.readyState === 3, 'a try in vain');
    ana.write('over HTTP, ');
    proxy.letUpgradesThrough();
    await until(() => ana.isSaved, 'saved over HTTP');
    clock.turn(TRY_AGAIN_MS);
    await until(() => proxy.upgraded === 2 && store.note === undefined, 'a try that works, then a websocket');
    ana.write('over a websocket');
    await until(() => ana.isSaved, 'saved');
    expect([await serverText(), store.note]).toEqual(['over HTTP, over a websocket', undefined]);
  });
});
