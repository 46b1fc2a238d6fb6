import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SampleLoaded } from '../support/liveServer.ts';
import { LiveServer } from '../support/liveServer.ts';
import { Visitor } from '../support/visitor.ts';

let server: LiveServer;
let sample: SampleLoaded;

beforeAll(async () => {
  server = await LiveServer.open();
  sample = await server.loadSample();
});
afterAll(() => server.close());

async function signedIn(role: string): Promise<Visitor> {
  const someone = sample.people.find((person) => person.role === role);
  if (!someone) throw new Error(`the sample has no ${role}`);
  const visitor = new Visitor(server.url);
  await visitor.signIn(someone);
  return visitor;
}

const gallery = () => `/partnerships/${sample.partnership}/boards/new`;
const saving = () => `/partnerships/${sample.partnership}/boards/${sample.boards[0]?.id}/template`;
const words = { name: 'Ours <b>', purpose: '', agenda: 'keep', 'minutes-0': '12' };

describe('saving a board as a template', () => {
  test('works without JavaScript; its page is open to all members, its name is text', async () => {
    const writer = await signedIn('contributor');
    const answer = await writer.post(saving(), words);
    expect(answer.status).toBe(303);
    const address = answer.headers.get('location') ?? '';
    expect(address.startsWith(`${gallery()}/`)).toBe(true);
    const page = await (await (await signedIn('viewer')).get(address)).text();
    expect(page).toContain('Ours &lt;b>');
    expect(page).not.toContain('?/rename');
    const id = address.slice(gallery().length + 1).replace(/\?.*/, '');
    expect((await (await signedIn('viewer')).post(`${gallery()}/${id}?/archive`, {})).status).toBe(403);
    expect((await new Visitor(server.url).get(address)).headers.get('location')).toMatch(/^\/sign-in/);
  });

  test('is refused to a viewer, and for what is no number', async () => {
    const viewer = await signedIn('viewer');
    expect((await viewer.get(saving())).status).toBe(403);
    expect((await viewer.post(saving(), words)).status).toBe(403);
    const writer = await signedIn('contributor');
    for (const minutes of ['-1', '1e9', 'NaN', 'many', '2.5']) {
      const answer = await writer.post(saving(), { ...words, 'minutes-0': minutes });
      expect([minutes, answer.status]).toEqual([minutes, 400]);
    }
  });
});

test.each(['no-such', '..%2f..%2fsettings', '%00', "'%20or%201=1", 'constructor'])(
  'a template called %s is not there',
  async (id) => {
    const viewer = await signedIn('viewer');
    expect((await viewer.get(`${gallery()}/${id}`)).status).toBe(404);
    const writer = await signedIn('contributor');
    expect((await writer.post(`${gallery()}/archived?/restore`, { template: decodeURIComponent(id) })).status).toBe(
      404,
    );
  },
);
