import { nanoid } from 'nanoid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { USUAL_VOTE } from '../../src/lib/domain/sessions/rules.ts';
import { PrivateWorld } from '../support/privateWorld.ts';
import { servePages } from '../support/pagesHere.ts';
import { Visitor } from '../support/visitor.ts';

/** Words of the first person that stand nowhere else. */
const CANARIES = { words: 'canary-of-the-last-3Wq7K', name: 'Dunnock-9Lx', refused: 'canary-refused-6Vt2Nn8Zp' };

let here: PrivateWorld;
let pages: Awaited<ReturnType<typeof servePages>>;
let device: Visitor;
let page: string;

beforeAll(async () => {
  here = await PrivateWorld.start({ authors: 'hidden', vote: { ...USUAL_VOTE, dots: 1 } });
  await here.world.person({ operator: true });
  pages = await servePages(here.world);
  const asked = { board: here.board, sharedBy: 2 };
  const { code } = await here.world.guestLink(await here.ruth.actor(), here.slug, asked);
  device = new Visitor(pages.url);
  page = `/partnerships/${here.slug}/boards/${here.board}/take-part`;
  expect((await device.post(`/g/${code}`, { guestName: 'Table 1', screen: 'wide' })).headers.get('location')).toBe(
    page,
  );
});
afterAll(async () => {
  await pages.close();
  await here.end();
});

const bodyOf = async (answer: Promise<Response>) => (await answer).text();
const begin = (form: Record<string, string>) => device.post(`${page}?/beginTurn`, form);
const turnIn = (html: string) => /name="turn" value="([\w-]{10,})"/.exec(html)?.[1] ?? '';
const round = async () => (await here.secret()).round;

/** Whatever the device can ask for. */
async function everyAnswer(): Promise<string> {
  const board = page.replace('/take-part', '');
  const paths = [page, `${page}/__data.json`, `${page}/news?since=0`, board, `${board}/outline`];
  const guests = ['/g', `/g/boards/${here.board}`, `/g/boards/${here.board}/__data.json`];
  const answers = await Promise.all([...paths, ...guests].map((path) => bodyOf(device.get(path))));
  return answers.join('\n');
}

test('[F91] after a turn nothing of it is in any answer to the device, and nothing that its page sends is taken', async () => {
  expect(await bodyOf(device.get(page))).toContain('Who is next?');
  await begin({ kind: 'family', guestName: CANARIES.name });
  const first = await bodyOf(device.get(page));
  const turn = turnIn(first);
  expect(first).toContain('You are number 1 at this table');
  const card = { card: nanoid(), round: await round(), turn, words: CANARIES.words, zone: '' };
  const added = await device.post(`${page}?/add`, card);
  expect([added.status, added.headers.get('location')]).toEqual([303, page]);
  expect(await bodyOf(device.get(page))).toContain(CANARIES.words);
  const cookieThen = device.cookie;

  expect((await device.post(`${page}?/endTurn`, { turn })).headers.get('location')).toBe(page);
  for (const stage of ['between turns', 'in the next turn', 'in a turn of the same number']) {
    if (stage === 'in the next turn') await begin({ kind: 'school' });
    if (stage === 'in a turn of the same number') {
      await device.post(`${page}?/endTurn`, { turn: turnIn(await bodyOf(device.get(page))) });
      await begin({ number: '1' });
    }
    // Sent again, as a browser offers to at "back", and by a page that was left open.
    const late = { ...card, card: nanoid(), words: CANARIES.refused };
    for (const action of ['add', 'change', 'remove', 'vote', 'show', 'moreTime', 'endTurn']) {
      const answer = await device.post(`${page}?/${action}`, late);
      expect([stage, action, answer.status, answer.headers.get('location')]).toEqual([stage, action, 303, page]);
    }
    const answers = await everyAnswer();
    const isOwnName = stage === 'in a turn of the same number';
    expect([stage, answers.includes(CANARIES.words), answers.includes(CANARIES.refused)]).toEqual([
      stage,
      false,
      false,
    ]);
    if (!isOwnName) expect([stage, answers.includes(CANARIES.name)]).toEqual([stage, false]);
  }
  // Whoever kept the cookies of then has the device as it is now, and no more.
  const then = await fetch(new URL(page, pages.url), { headers: { cookie: cookieThen }, redirect: 'manual' });
  expect(await then.text()).toContain('Who is next?');
  await here.reveal();
  expect(await here.texts()).toEqual([CANARIES.words]);
});

test('[F91] no answer to the device may be kept by its browser', async () => {
  for (const path of [page, `${page}/news?since=0`, page.replace('/take-part', '')])
    expect((await device.get(path)).headers.get('cache-control')).toBe('no-store');
});
