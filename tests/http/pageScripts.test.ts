import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SampleLoaded } from '../support/liveServer.ts';
import { LiveServer } from '../support/liveServer.ts';
import { Visitor } from '../support/visitor.ts';

/** What a school's slow line takes a second or two for. */
const MOST_BYTES = 200_000;
/** Words that are in the code of documents people share, and in no other. */
const OF_DOCUMENTS = 'Yjs was already imported';
const ASKED_FOR = /[\w./-]*\/_app\/immutable\/[\w./-]+\.js/g;
const STATIC_IMPORT = /(?:from|import)\s*["'](\.[^"']+\.js)["']/g;
/** As Kit numbers them: 0 is the outermost layout, 1 the page for errors. */
const ERROR_PAGE = /\.\.\/nodes\/1\.[\w-]+\.js/;
/** The canvas itself. */
const OF_THE_CANVAS = 'scene-layer';

let server: LiveServer;
let sample: SampleLoaded;
let visitor: Visitor;

beforeAll(async () => {
  server = await LiveServer.open();
  sample = await server.loadSample();
  visitor = new Visitor(server.url);
  const convener = sample.people.find(({ role }) => role === 'convener');
  if (!convener) throw new Error('the sample has no convener');
  expect((await visitor.signIn(convener)).status).toBe(303);
});
afterAll(() => server.close());

/**
 * Every script that comes with a page: what it asks for, in its text or ahead of it in the answer's `Link`; the error
 * page, which Kit has at hand on each; and all that these import.
 */
async function scriptsOf(path: string): Promise<Map<string, string>> {
  const response = await visitor.get(path);
  expect(response.status).toBe(200);
  const page = (await response.text()) + (response.headers.get('link') ?? '');
  const scripts = new Map<string, string>();
  const take = async (address: string): Promise<void> => {
    if (scripts.has(address)) return;
    scripts.set(address, '');
    const text = await (await visitor.get(address)).text();
    scripts.set(address, text);
    const imported = [...text.matchAll(STATIC_IMPORT)].map(([, name = '']) => name);
    const errorPage = address.includes('/entry/app.') ? (ERROR_PAGE.exec(text) ?? []) : [];
    await Promise.all([...imported, ...errorPage].map((name) => take(addressOf(name, address))));
  };
  await Promise.all([...page.matchAll(ASKED_FOR)].map(([address]) => take(addressOf(address, path))));
  return scripts;
}

const addressOf = (name: string, from: string): string => new URL(name, new URL(from, server.url)).pathname;

const packed = (scripts: Iterable<string>): number =>
  [...scripts].reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0);

test('a board asks for no more than 200 KB of scripts, packed, on the canvas and in the outline', async () => {
  const board = `/partnerships/${sample.partnership}/boards/${sample.boards[0]?.id}`;
  for (const path of [board, `${board}/outline`]) {
    const scripts = await scriptsOf(path);
    const code = [...scripts.values()].join('\n');
    expect(code.includes(OF_DOCUMENTS)).toBe(true);
    expect(packed(scripts.values())).toBeLessThanOrEqual(MOST_BYTES);
  }
  expect([...(await scriptsOf(board)).values()].join('').includes(OF_THE_CANVAS)).toBe(true);
});

test('no other page asks for the code of a board', async () => {
  const home = `/partnerships/${sample.partnership}`;
  const others = ['', '/boards', '/boards/new', `/boards/${sample.boards[0]?.id}/sharing`, '/people', '/settings'];
  for (const path of ['/partnerships', '/account', '/help', ...others.map((other) => `${home}${other}`)]) {
    const scripts = await scriptsOf(path);
    expect(scripts.size).toBeGreaterThan(0);
    const code = [...scripts.values()].join('\n');
    expect([path, code.includes(OF_DOCUMENTS), code.includes(OF_THE_CANVAS)]).toEqual([path, false, false]);
  }
});
