import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SampleLoaded } from '../support/liveServer.ts';
import { LiveServer } from '../support/liveServer.ts';
import { packed, partsOf } from '../support/pageParts.ts';
import { Visitor } from '../support/visitor.ts';

/** What a school's slow line takes a second or two for. */
const MOST_BYTES = 200_000;
/** Words that are in the code of documents people share, and in no other. */
const OF_DOCUMENTS = 'Yjs was already imported';
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

const scriptsOf = async (path: string) => (await partsOf(visitor, path)).scripts;

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
