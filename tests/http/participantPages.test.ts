import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/lib/domain/languages/language.ts';
import type { SampleLoaded } from '../support/liveServer.ts';
import { LiveServer } from '../support/liveServer.ts';
import type { PageParts } from '../support/pageParts.ts';
import { packed, partsOf } from '../support/pageParts.ts';
import { Visitor } from '../support/visitor.ts';

/** What a cheap phone on a slow line takes a few seconds for: page, styles and scripts, packed. There is no typeface. */
const MOST_BYTES = 100_000;

let server: LiveServer;
let sample: SampleLoaded;
let ruth: Visitor;
let guest: Visitor;
let link: string;
let lightPage: string;
let myCards: string;
/** Somebody who waits to be let in, and the link they came by. */
let waits: Visitor;
let lobby: string;

beforeAll(async () => {
  server = await LiveServer.open();
  sample = await server.loadSample();
  ruth = new Visitor(server.url);
  const convener = sample.people.find(({ role }) => role === 'convener');
  if (!convener) throw new Error('the sample has no convener');
  expect((await ruth.signIn(convener)).status).toBe(303);
  const board = `/partnerships/${sample.partnership}/boards/${sample.boards[0]?.id}`;
  lightPage = `${board}/take-part`;
  myCards = `/g/boards/${sample.boards[0]?.id}`;
  link = await makeLink(board, {});
  guest = new Visitor(server.url);
  expect((await guest.post(link, { guestName: 'Danuta', kind: 'family' })).headers.get('location')).toBe(lightPage);
  lobby = await makeLink(`/partnerships/${sample.partnership}/boards/${sample.boards[1]?.id}`, { lobby: 'on' });
  waits = new Visitor(server.url);
  const asked = await waits.post(lobby, { guestName: 'Kasia', kind: 'family' });
  expect(asked.headers.get('location')).toBe(`${lobby}?screen=unknown`);
});
afterAll(() => server.close());

/** Makes a guest link for a board; the newest is listed first. */
async function makeLink(board: string, more: Record<string, string>): Promise<string> {
  const made = { right: 'edit', audience: 'anyone', days: '30', mostGuests: '100', password: '', ...more };
  await ruth.post(`${board}/guests?/make`, made);
  return /\/g\/[\w-]{20,}/.exec(await (await ruth.get(`${board}/guests`)).text())?.[0] ?? '';
}

const choose = (visitor: Visitor, language: string) => visitor.post('/language', { language, next: '/g' });
const weightOf = ({ html, scripts, styles }: PageParts) => ({
  page: packed([html]),
  styles: packed(styles.values()),
  scripts: packed(scripts.values()),
});

describe.each(LANGUAGES)('in %s', (language) => {
  test('no participants’ page weighs more than 100 KB, packed, words included', async () => {
    await choose(guest, language);
    await choose(waits, language);
    const stranger = new Visitor(server.url);
    await choose(stranger, language);
    const pages = [
      [stranger, link],
      [stranger, '/g/no-such-link'],
      [guest, '/g'],
      [guest, lightPage],
      [guest, myCards],
      [guest, '/worried'],
      [guest, `/partnerships/${sample.partnership}/worried`],
      [guest, `/partnerships/${sample.partnership}/privacy`],
      [waits, lobby],
    ] as const;
    for (const [visitor, path] of pages) {
      const parts = await partsOf(visitor, path, language);
      const weight = weightOf(parts);
      const all = weight.page + weight.styles + weight.scripts;
      if (process.env['WEIGHTS']) console.log(language, path.slice(-24), weight, all);
      expect([path, all <= MOST_BYTES, weight]).toEqual([path, true, weight]);
      expect([path, parts.html.includes('.woff2')]).toEqual([path, false]);
    }
  });
});

test('a refused code and a code to come back with are answered in the language of the page', async () => {
  await choose(guest, 'pl');
  const refused = await (await guest.post('/g?/code', { joinCode: 'XXXX XXXX' })).text();
  expect(refused).toContain('Żadna tablica nie ma teraz takiego kodu.');
  expect(await (await guest.post('/g?/code', { joinCode: '' })).text()).toContain('Wpisz kod.');
  const made = await (await guest.post(`${myCards}?/code`, {})).text();
  expect(made).toMatch(/do godziny \d{1,2}:\d{2}\./);
  expect(made).toContain(`Otwórz ${new URL(server.url).host}/g w innej`);
  const stranger = new Visitor(server.url);
  await choose(stranger, 'pl');
  const gone = await stranger.post(`${myCards}?/code`, {});
  expect(gone.status).toBe(404);
  expect(await gone.text()).toContain('Nie możesz już');
});

test('every participants’ page leads to whom to tell and who answers for data, in the language and with a way back', async () => {
  await choose(guest, 'ro');
  const stranger = new Visitor(server.url);
  await choose(stranger, 'ro');
  const pages = [
    [stranger, link],
    [guest, '/g'],
    [guest, lightPage],
    [guest, myCards],
  ] as const;
  for (const [visitor, path] of pages) {
    const text = await (await visitor.get(path)).text();
    for (const [about, says] of [
      ['worried', 'Îmi fac griji pentru cineva'],
      ['privacy', 'Ce se păstrează și cât timp'],
    ] as const) {
      const address = new RegExp(`href="([^"]*/${about}\\?[^"]*)"`).exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const there = await (await visitor.get(address)).text();
      expect([path, there.includes(says), there.includes(`href="${path}"`)]).toEqual([path, true, true]);
    }
  }
});
