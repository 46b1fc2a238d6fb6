import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { LinkAsked } from '../../src/lib/domain/guests/guestLink.ts';
import { newCard, newZone } from '../support/boards.ts';
import type { Someone } from '../support/builders.ts';
import { PASSWORD, World } from '../support/builders.ts';
import { servePages } from '../support/pagesHere.ts';
import { Visitor } from '../support/visitor.ts';

/** A curious member of another partnership, and a guest who tries what pages do not offer. */

const RUTHS_CARD = 'r'.repeat(21);

let world: World;
let pages: Awaited<ReturnType<typeof servePages>>;
let slug: string;
let elsewhere: string;
let ruth: Someone;
let olu: Someone;
let board: string;
let theirs: string;
beforeAll(async () => {
  world = await World.open();
  await world.person({ operator: true });
  pages = await servePages(world);
});
afterAll(() => pages.close());
beforeEach(async () => {
  [slug, elsewhere] = [await world.partnership(), await world.partnership()];
  ruth = await world.person({ in: slug, role: 'convener' });
  olu = await world.person({ in: elsewhere, role: 'convener' });
  board = await world.board(ruth, slug, { title: 'Zeppelin plans' });
  theirs = await world.board(olu, elsewhere, { title: 'Their own' });
  await world.app.documents.change(`board/${board}`, { actorId: ruth.id }, (doc) => {
    const made = new BoardDoc(doc);
    made.addZone(newZone({ id: 'zone' }), { by: ruth.id });
    made.addCards([newCard({ id: RUTHS_CARD, text: 'As Ruth wrote it', by: ruth.id })], { by: ruth.id });
  });
});

async function signedIn({ email }: Someone): Promise<Visitor> {
  const visitor = new Visitor(pages.url);
  await visitor.signIn({ email, password: PASSWORD });
  return visitor;
}

const makeLink = async (patch: Partial<LinkAsked> = {}, on = board) =>
  world.guestLink(await ruth.actor(), slug, { board: on, ...patch });

/** Somebody who came by a link, and who they are there. */
async function guest(path?: string, name = 'Ola'): Promise<{ visitor: Visitor; id: string }> {
  const visitor = new Visitor(pages.url);
  await visitor.post(path ?? (await makeLink()).path, { guestName: name, kind: 'family' });
  const here = world.app.db.selectFrom('guest').select('id').where('board_id', '=', board);
  return { visitor, id: (await here.orderBy('joined_at', 'desc').executeTakeFirstOrThrow()).id };
}

const at = (on = board, where = slug) => `/partnerships/${where}/boards/${on}`;
const words = () =>
  world.app.documents.read(`board/${board}`, (doc) =>
    [...new BoardDoc(doc).items()].flatMap((item) => (item.kind === 'card' ? [item.text] : [])),
  );
const JSON_PLEASE = { accept: 'application/json' };

describe('a member of another partnership', () => {
  test('finds nothing of it by searching, whatever is asked', async () => {
    const visitor = await signedIn(olu);
    for (const asked of ['Zeppelin', ruth.name, ruth.organisation.name, '%', '_', '.*']) {
      const text = await (await visitor.get(`/search?q=${encodeURIComponent(asked)}`)).text();
      for (const secret of [board, ruth.id, ruth.organisation.id, `/partnerships/${slug}`])
        expect([asked, text.includes(secret)]).toEqual([asked, false]);
    }
  });

  test('opens nothing of it with its own partnership in the address, or with its board in theirs', async () => {
    const visitor = await signedIn(olu);
    const tries = ['', '/outline', '/take-part', '/guests', '/sharing', '/take-part/news?since=0'];
    for (const what of tries) {
      for (const where of [at(board, elsewhere), at(board, slug), at(theirs, slug)])
        expect([what, where, (await visitor.get(where + what)).status]).toEqual([what, where, 404]);
    }
  });

  test('hands nothing over there, and nothing to somebody there', async () => {
    const visitor = await signedIn(olu);
    for (const [where, from, to] of [
      [slug, ruth.id, olu.id],
      [elsewhere, ruth.id, olu.id],
      [elsewhere, olu.id, ruth.id],
    ]) {
      const { status } = await visitor.post(`/partnerships/${where}/people/${from}/hand-over`, { to: to ?? '' });
      expect([400, 404]).toContain(status);
    }
    const roles = await world.app.db.selectFrom('membership').select(['person_id', 'role']).execute();
    for (const { id } of [ruth, olu])
      expect(roles.filter((row) => row.person_id === id)).toEqual([{ person_id: id, role: 'convener' }]);
  });

  test('lets nobody in or away, and makes no code, by ids of another board', async () => {
    const { path } = await makeLink({ lobby: true });
    const { id } = await guest(path);
    const visitor = await signedIn(olu);
    for (const where of [at(board, slug), at(board, elsewhere), at(theirs, elsewhere)])
      for (const what of ['letIn', 'turnAway', 'remove', 'mute'])
        expect(
          (await visitor.post(`${where}/guests?/${what}`, { guest: id, muted: 'on' })).status,
        ).toBeGreaterThanOrEqual(400);
    const kept = await world.app.db.selectFrom('guest').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect([kept.removed_at, kept.muted, kept.waiting_since === null]).toEqual([null, 0, false]);
  });

  test('claims no guest of another browser, and none of a board they may not read', async () => {
    const { id, visitor } = await guest();
    expect((await (await signedIn(olu)).post('/account/guest?/claim', { guest: id })).status).toBe(404);
    await visitor.signIn({ email: olu.email, password: PASSWORD }); // at the guest's own browser
    expect((await visitor.post('/account/guest?/claim', { guest: id })).status).toBe(404);
    const kay = await world.person({ in: slug });
    expect((await (await signedIn(kay)).post('/account/guest?/claim', { guest: id })).status).toBe(404);
  });
});

describe('a guest', () => {
  test('reads and changes nothing but their own board, whatever stands in the address', async () => {
    const { visitor } = await guest();
    const other = await world.board(ruth, slug);
    for (const where of [at(other), at(theirs, elsewhere)]) {
      expect((await visitor.get(`${where}/take-part/news?since=0`, JSON_PLEASE)).status).toBe(303);
      for (const what of ['add', 'change', 'remove'])
        expect(
          (await visitor.post(`${where}/take-part?/${what}`, { card: 'x'.repeat(21), words: 'Hello' })).status,
        ).toBe(401);
    }
    // Their own board under another partnership's name is none.
    expect((await visitor.get(`${at(board, elsewhere)}/take-part`)).status).toBe(404);
    expect((await visitor.get(`${at(board, elsewhere)}/take-part/news?since=0`)).status).toBe(404);
  });

  test("changes nobody else's card, neither by its id nor by adding it again", async () => {
    const { visitor } = await guest();
    const form = { card: RUTHS_CARD, words: 'As somebody else wants it', zone: '' };
    for (const what of ['add', 'change', 'remove']) await visitor.post(`${at()}/take-part?/${what}`, form);
    expect(await words()).toEqual(['As Ruth wrote it']);
  });

  test.each(['__proto__', 'zone', '../../x', 'x'.repeat(22), '<img src=x>', '', 'x'.repeat(20) + '\0'])(
    'adds no card with an id that is none: %j',
    async (card) => {
      const { visitor } = await guest();
      expect((await visitor.post(`${at()}/take-part?/add`, { card, words: 'Hello', zone: 'zone' })).status).toBe(400);
      expect(await words()).toEqual(['As Ruth wrote it']);
    },
  );

  test('puts a card outside of what is no zone', async () => {
    const { visitor } = await guest();
    for (const [index, zone] of ['__proto__', RUTHS_CARD, 'nothing', 'constructor'].entries()) {
      const form = { card: `${index}`.repeat(21), words: `Card ${index}`, zone };
      expect((await visitor.post(`${at()}/take-part?/add`, form)).status).toBe(303);
    }
    expect(await words()).toHaveLength(5);
  });

  test('who is taken off while they wait for news hears nothing more, and is turned away when they ask again', async () => {
    const { visitor, id } = await guest();
    const now = (await (await visitor.get(`${at()}/take-part/news?since=0`)).json()) as { version: number };
    const waiting = visitor.get(`${at()}/take-part/news?since=${now.version}`);
    await new Promise((later) => setImmediate(later));
    await world.services.guests.remove(await ruth.actor(), slug, { board, guest: id });
    await world.app.documents.change(`board/${board}`, { actorId: ruth.id }, (doc) =>
      new BoardDoc(doc).addCards([newCard({ id: 'later', text: 'Not for them', by: ruth.id })], { by: ruth.id }),
    );
    const answer = await waiting;
    expect([204, 303]).toContain(answer.status);
    expect(await answer.text()).not.toContain('Not for them');
    expect((await visitor.get(`${at()}/take-part/news?since=${now.version}`)).headers.get('location')).toBe('/g');
    expect((await visitor.post(`${at()}/take-part?/add`, { card: 'x'.repeat(21), words: 'Hello' })).status).toBe(401);
  });

  test('who is muted while they wait is told so, and writes nothing', async () => {
    const { visitor, id } = await guest();
    await world.services.guests.setMuted(await ruth.actor(), slug, { board, guest: id, muted: true });
    const page = (await (await visitor.get(`${at()}/take-part/news?since=0`)).json()) as { mayWrite: boolean };
    expect(page.mayWrite).toBe(false);
    expect((await visitor.post(`${at()}/take-part?/add`, { card: 'x'.repeat(21), words: 'Hello' })).status).toBe(403);
  });

  test('what must not be on a board is refused without a word that it is none; saying so is for what is seen alone', async () => {
    const { visitor } = await guest();
    const form = { card: 'x'.repeat(21), words: 'NHS 943 476 5919', zone: '' };
    expect((await visitor.post(`${at()}/take-part?/add`, form)).status).toBe(400);
    expect((await visitor.post(`${at()}/take-part?/add`, { ...form, cleared: 'nonsense' })).status).toBe(400);
    expect(await words()).toEqual(['As Ruth wrote it']);
  });

  test("a return code of one board opens no other, and somebody else's page makes none", async () => {
    const { visitor, id } = await guest();
    expect((await new Visitor(pages.url).post(`/g/boards/${board}?/code`, {})).status).toBe(404);
    expect((await visitor.post(`/g/boards/${theirs}?/code`, {})).status).toBe(404);
    const { actor } = await world.app.identify(visitor.cookie, board);
    const { code } = await world.services.guestCodes.forReturn(actor, board);
    const other = new Visitor(pages.url);
    await other.post('/g?/code', { joinCode: code });
    const back = (await world.app.identify(other.cookie, board)).actor;
    expect(back.kind === 'guest' && back.id).toBe(id);
    expect((await other.get(`${at(theirs, elsewhere)}/take-part`)).status).toBe(303);
    // Once: whoever read it over a shoulder comes too late.
    expect((await new Visitor(pages.url).post('/g?/code', { joinCode: code })).status).toBe(400);
  });
});

describe('whom somebody may let in', () => {
  test('a contributor nobody, and a facilitator who is none of the named adults no young person', async () => {
    const [kay, fay] = [await world.person({ in: slug }), await world.person({ in: slug, role: 'facilitator' })];
    const { path } = await makeLink({ audience: 'young', lobby: true, moderators: [ruth.id] });
    const { id } = await guest(path, 'Sam');
    expect((await (await signedIn(kay)).post(`${at()}/guests?/letIn`, { guest: id })).status).toBe(403);
    expect((await (await signedIn(fay)).post(`${at()}/guests?/letIn`, { guest: id })).status).toBe(403);
    // Nor by way of another board that they run.
    const own = await world.board(fay, slug);
    expect((await (await signedIn(fay)).post(`${at(own)}/guests?/letIn`, { guest: id })).status).toBe(404);
    const young = new Visitor(pages.url);
    await young.post(path, { guestName: 'Sami', kind: 'family' });
    expect((await young.get(`${at()}/take-part`)).status).toBe(303);
  });
});

describe('an operator', () => {
  test('reads nothing of a partnership before they come in, nor after they went, and no board that is for others', async () => {
    const sam = await world.person({ operator: true });
    const visitor = await signedIn(sam);
    const named = await world.board(ruth, slug, { scope: { open: 'named', people: [ruth.id], organisations: [] } });
    expect((await visitor.get(at())).status).toBe(404);
    await visitor.post(`/admin/partnerships/${slug}?/enter`, {
      reason: 'To see what is wrong',
      role: 'convener',
      hours: '1',
    });
    expect((await visitor.get(at())).status).toBe(200);
    expect((await visitor.get(at(named))).status).toBe(404);
    await world.services.operatorVisits.leave(await sam.actor(), slug);
    expect((await visitor.get(at())).status).toBe(404);
    expect(await (await visitor.get('/search?q=Zeppelin')).text()).not.toContain(board);
  });

  test('is nobody else: a convener does not come in as one', async () => {
    const visitor = await signedIn(olu);
    const form = { reason: 'To see what is wrong', role: 'convener', hours: '1' };
    expect((await visitor.post(`/admin/partnerships/${slug}?/enter`, form)).status).toBe(404);
    expect((await visitor.get(at())).status).toBe(404);
  });
});
