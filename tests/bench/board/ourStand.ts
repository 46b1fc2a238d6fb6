/** Throughline as it is: the real server with the built pages, and boards put in through the sync server. */
import { nanoid } from 'nanoid';
import { newRun } from '../../../src/lib/domain/boards/order.ts';
import type { Colour } from '../../../src/lib/domain/boards/schema.ts';
import { LiveServer, type SampleLoaded } from '../../support/liveServer.ts';
import { joinWithStockClient } from '../../support/stockClient.ts';
import { Child } from '../children.ts';
import type { Card } from './cards.ts';
import { cardsOf } from './cards.ts';
import type { CrowdCalls } from './crowd.ts';
import type { Camera, OpenBoard, Stand } from './stand.ts';
import { whenDrawn } from './stand.ts';
import type { Tab } from './tab.ts';

const PEOPLE = 50;
const MADE = '2026-01-01T00:00:00.000Z';
const PER_UPDATE = 500;
const TONES: Record<Card['colour'], Colour> = {
  blue: 'blue',
  green: 'green',
  violet: 'violet',
  yellow: 'amber',
  red: 'rose',
};
const IS_SHOWN = `document.querySelectorAll('.card-face').length > 10`;
const IS_THERE = `document.querySelectorAll('.scene [data-kind="card"]').length > 10`;
const GLIDES_MS = 1_200;

export async function ourStand(counts: readonly number[]): Promise<Stand> {
  const server = await LiveServer.open();
  const sample = await server.loadSample();
  const people = sample.people.filter(
    ({ role }) => role === 'convener' || role === 'facilitator' || role === 'contributor',
  );
  const [first] = people;
  if (!first) throw new Error('the sample has nobody who may write');
  const cookies = await Promise.all(people.map((person) => signIn(server, person)));
  const boards = new Map<number, { id: string; url: string }>();
  for (const count of counts) {
    const board = await server.newBoard(sample.partnership, { title: `${count} cards` });
    await fill(server, { board: board.id, cookie: cookies[0] ?? '', cards: cardsOf(count) });
    boards.set(count, board);
  }
  return {
    open: async (tab, count) => {
      const board = boards.get(count);
      if (!board) throw new Error(`there is no board of ${count} cards`);
      await signInTab(tab, server, first);
      await tab.page.goto(board.url, { waitUntil: 'commit' });
      const times = { opened: await whenDrawn(tab, IS_SHOWN), ready: await whenDrawn(tab, IS_THERE) };
      return openBoard(tab, times);
    },
    gather: async (tab, dragged) => {
      const crowd = new Child<CrowdCalls>(new URL('./crowd.ts', import.meta.url));
      const board = tab.page.url().split('/').at(-1) ?? '';
      await crowd.ask('come', { url: server.url, board, cookies, people: PEOPLE, dragged });
      return () => crowd.end();
    },
    close: () => server.close(),
  };
}

function openBoard({ page }: Tab, times: Pick<OpenBoard, 'opened' | 'ready'>): OpenBoard {
  return {
    ...times,
    camera: () =>
      page.evaluate(`(() => {
        const scene = document.querySelector('.scene');
        const { left, top } = scene.parentElement.getBoundingClientRect();
        const { a, e, f } = new DOMMatrix(getComputedStyle(scene).transform);
        return { x: left + e, y: top + f, zoom: a };
      })()`) as Promise<Camera>,
    toReadingSize: async () => {
      await page.getByRole('button', { name: 'Go to 100%' }).click();
      await page.waitForTimeout(GLIDES_MS);
    },
    toAll: async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Shift+1');
      await page.waitForTimeout(GLIDES_MS);
    },
  };
}

type Person = SampleLoaded['people'][number];

/** The Cookie header of somebody who has signed in. */
async function signIn({ url }: LiveServer, { email, password }: Person): Promise<string> {
  const body = new URLSearchParams({ email, password });
  const answer = await fetch(`${url}/sign-in`, { method: 'POST', redirect: 'manual', headers: { origin: url }, body });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function signInTab({ context }: Tab, { url }: LiveServer, { email, password }: Person): Promise<void> {
  const headers = { accept: 'text/html', origin: url };
  await context.request.post(`${url}/sign-in`, { form: { email, password }, maxRedirects: 0, headers });
}

/** Puts cards on a board as any program could, and waits until another one has them all. */
async function fill(
  server: LiveServer,
  { board, cookie, cards }: { board: string; cookie: string; cards: readonly Card[] },
): Promise<void> {
  const writer = joinWithStockClient(server.url, board, cookie);
  const reader = joinWithStockClient(server.url, board, cookie);
  await Promise.all([writer.synced, reader.synced]);
  const keys = newRun(cards.length);
  const items = writer.doc.getMap<{ set(key: string, value: unknown): void }>('items');
  for (let from = 0; from < cards.length; from += PER_UPDATE) {
    writer.doc.transact(() => {
      for (const { nth, x, y, text, colour } of cards.slice(from, from + PER_UPDATE)) {
        const place = { id: nanoid(), at: [x, y] as const, z: keys[nth] ?? '', zone: null };
        writer.board.addCards([{ ...place, by: null, made: MADE, type: 'idea', text }], { by: null });
        items.get(place.id)?.set('look', { type: 'idea', colour: TONES[colour] });
      }
    });
  }
  while (reader.board.count < cards.length) await new Promise((again) => setTimeout(again, 100));
  writer.leave();
  reader.leave();
}
