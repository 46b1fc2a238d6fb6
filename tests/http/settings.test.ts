import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { SampleLoaded } from '../support/liveServer.ts';
import { LiveServer } from '../support/liveServer.ts';
import { joinWithStockClient } from '../support/stockClient.ts';
import { putCard } from '../support/syncClients.ts';
import { Visitor } from '../support/visitor.ts';

const LINK = /<a[^>]* href="[^"]*\/settings"/;

let server: LiveServer;
let sample: SampleLoaded;
let page: string;
beforeAll(async () => {
  server = await LiveServer.open();
  sample = await server.loadSample();
  page = `/partnerships/${sample.partnership}/settings`;
});
afterAll(() => server.close());

async function signedIn(role: string): Promise<Visitor> {
  const person = sample.people.find((one) => one.role === role);
  const visitor = new Visitor(server.url);
  expect((await visitor.signIn({ email: person?.email ?? '', password: person?.password ?? '' })).status).toBe(303);
  return visitor;
}

/** Which of the two is chosen on the page. */
function chosen(html: string): string | undefined {
  const [choice] = [...html.matchAll(/<input[^>]*>/g)].map(([tag]) => tag).filter((tag) => /\bchecked\b/.test(tag));
  return /value="(\w+)"/.exec(choice ?? '')?.[1];
}

test('a convener finds the settings from the partnership’s pages, and changes them without JavaScript', async () => {
  const convener = await signedIn('convener');
  const home = await (await convener.get(`/partnerships/${sample.partnership}`)).text();
  expect(LINK.test(home)).toBe(true);
  const before = await (await convener.get(page)).text();
  expect(chosen(before)).toBe('hold');
  expect(before).toContain('Names are not found.');
  const saved = await convener.post(page, { identifiers: 'warn', knownPostcodes: 'ne1 4lp' });
  expect([saved.status, saved.headers.get('location')]).toEqual([303, `${page}?saved`]);
  const after = await (await convener.get(`${page}?saved`)).text();
  expect([chosen(after), /role="status"[^]*?Saved\./.test(after)]).toEqual(['warn', true]);
  expect(after).toMatch(/<textarea[^>]*name="knownPostcodes"[^>]*>NE1 4LP<\/textarea>/);
  const wrong = await convener.post(page, { identifiers: 'nothing at all' });
  expect([wrong.status, /role="alert"/.test(await wrong.text())]).toEqual([400, true]);
  expect(chosen(await (await convener.get(page)).text())).toBe('warn');
  const noPostcode = await convener.post(page, { identifiers: 'warn', knownPostcodes: 'North Street <b>' });
  expect([noPostcode.status, /North Street &lt;b(>|&gt;)<\/textarea>/.test(await noPostcode.text())]).toEqual([
    400,
    true,
  ]);
});

test.each(['facilitator', 'contributor', 'viewer'])('a %s is neither shown nor let change them', async (role) => {
  const visitor = await signedIn(role);
  expect(LINK.test(await (await visitor.get(`/partnerships/${sample.partnership}`)).text())).toBe(false);
  expect((await visitor.get(page)).status).toBe(403);
  expect((await visitor.post(page, { identifiers: 'hold' })).status).toBe(403);
});

test('[S44] a change counts on a board that is open, from the next edit on', async () => {
  const convener = await signedIn('convener');
  const board = sample.boards[0]?.id ?? '';
  const [writer, reader] = [0, 1].map(() => joinWithStockClient(server.url, board, convener.cookie));
  if (!writer || !reader) throw new Error('no clients');
  await Promise.all([writer.synced, reader.synced]);
  const arrived = async (id: string, text: string) => {
    putCard(writer.doc, id, { text });
    await expect.poll(() => reader.doc.getMap('items').has(id)).toBe(true);
    return String(reader.doc.getMap<Y.Map<unknown>>('items').get(id)?.get('text'));
  };
  expect((await convener.post(page, { identifiers: 'hold' })).status).toBe(303);
  expect(await arrived('held', 'ring 999 000 0018 today')).toBe('ring  today');
  expect((await convener.post(page, { identifiers: 'warn' })).status).toBe(303);
  expect(await arrived('warned', 'ring 999 000 0018 today')).toBe('ring 999 000 0018 today');
  expect((await convener.post(page, { identifiers: 'hold' })).status).toBe(303);
  expect(await arrived('held-again', 'ring 999 000 0018 today')).toBe('ring  today');
  expect(await (await convener.get(`/partnerships/${sample.partnership}/boards/${board}`)).text()).toMatch(
    /identifiers:\s*"hold"/,
  );
  for (const client of [writer, reader]) client.leave();
});
