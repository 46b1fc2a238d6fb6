import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hashSecret } from '../../server/auth/secrets.ts';
import { openRepos } from '../../server/storage/repos.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { newCard } from '../support/boards.ts';
import type { Someone } from '../support/builders.ts';
import { PASSWORD, World } from '../support/builders.ts';

const NEW = 'harbour-meadow-lantern';

let world: World;
let slug: string;
let kay: Someone;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.end());
beforeEach(async () => {
  slug = await world.partnership();
  await world.person({ in: slug, role: 'convener' });
  kay = await world.person({ in: slug });
});

const own = () => world.services.ownAccount;
const write = (board: string, by: Pick<Someone, 'id'>, text: string) =>
  world.app.documents.change(`board/${board}`, { actorId: by.id }, (doc) =>
    new BoardDoc(doc).addCards([newCard({ id: `card-${text}`, text, by: by.id })], { by: by.id }),
  );
const signIn = (password: string) =>
  world.services.accounts.signIn({ email: kay.email, password, shared: false, device: 'A browser' });

test('a new name is seen beside what was written, and open boards are told', async () => {
  const board = await world.board(kay, slug);
  const told: string[] = [];
  const stop = world.app.events.on('membership.changed', ({ personId }) => told.push(personId));
  await own().describe(await kay.actor(), { name: '  Kay   Ellis ', jobTitle: ' School  nurse ' });
  stop();
  expect((await world.services.boards.open(await kay.actor(), slug, board)).me.name).toBe('Kay Ellis');
  expect(told).toEqual([kay.id]);
  await expect(own().describe(await kay.actor(), { name: ' ', jobTitle: '' })).rejects.toMatchObject({
    fields: { name: 'missing' },
  });
});

test('a password is changed by whoever knows the one before, and ends every other sign-in', async () => {
  const here = await signIn(PASSWORD);
  await signIn(PASSWORD);
  const { signIn: current, actor } = await world.app.identify(world.cookie(here.secret));
  const change = (given: { current: string; password: string }) =>
    own().changePassword(actor, { ...given, signInId: current?.id ?? '' });
  await expect(change({ current: NEW, password: NEW })).rejects.toMatchObject({ fields: { current: 'passwordWrong' } });
  await expect(change({ current: PASSWORD, password: 'short' })).rejects.toMatchObject({
    fields: { password: 'tooShort' },
  });
  await change({ current: PASSWORD, password: NEW });
  expect(await world.services.accounts.devices(actor, null)).toHaveLength(1);
  expect((await world.app.identify(world.cookie(here.secret))).actor.kind).toBe('person');
  await expect(signIn(PASSWORD)).rejects.toMatchObject({ code: 'signIn.wrong' });
  await signIn(NEW);
});

test('whoever guesses it at an open page has to wait', async () => {
  const actor = await kay.actor();
  const guess = () => own().changePassword(actor, { current: 'no', password: NEW, signInId: '' });
  const answers: string[] = [];
  for (let tries = 0; tries < 12; tries++)
    answers.push(
      await guess().then(
        () => '',
        ({ code }: { code: string }) => code,
      ),
    );
  expect(answers.at(-1)).toBe('signIn.tooMany');
});

test('many guesses at once count as many', async () => {
  const actor = await kay.actor();
  const guess = () => own().changePassword(actor, { current: 'no', password: NEW, signInId: '' });
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => guess().catch(({ code }: { code: string }) => code)),
  );
  expect(answers.filter((code) => code !== 'signIn.tooMany').length).toBeLessThan(11);
});

test('with another password, a link to choose one by mail opens nothing', async () => {
  const { resets } = openRepos(world.app.db);
  const [madeAt, expiresAt] = ['2026-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z'];
  await resets.add({ id: `link-${kay.id}`, addressHash: 'hash', personId: kay.id, madeAt, expiresAt });
  await own().changePassword(await kay.actor(), { current: PASSWORD, password: NEW, signInId: '' });
  expect(await resets.personOf(`link-${kay.id}`, madeAt)).toBeNull();
});

test('one takes along what is kept of oneself, and nothing of others', async () => {
  const [board, closed] = [await world.board(kay, slug), await world.board(kay, slug)];
  const other = await world.person({ in: slug });
  await write(board, kay, 'mine');
  await write(board, other, 'theirs');
  await write(closed, kay, 'no longer mine to see');
  const convener = await world.person({ in: slug, role: 'convener' });
  const scope = { open: 'named', people: [convener.id], organisations: [] } as const;
  await world.services.boards.share(await convener.actor(), slug, { id: closed, scope });
  const data = await own().data(await kay.actor());
  expect(data.person).toMatchObject({ id: kay.id, email: kay.email, organisation: kay.organisation.name });
  expect(data.partnerships).toEqual([{ name: expect.any(String), role: 'contributor' }]);
  expect(data.written.map(({ texts }) => texts.map(({ text }) => text))).toEqual([['mine']]);
  expect(JSON.stringify(data)).not.toContain(other.id);
});

test('what one wrote as a guest, and what else opens the account, is one’s own, too', async () => {
  const board = await world.board(kay, slug);
  const convener = await world.person({ in: slug, role: 'convener' });
  const { code } = await world.guestLink(await convener.actor(), slug, { board });
  const { secret } = await world.join(code);
  const [offer] = await world.services.guestClaims.offers(await kay.actor(), secret);
  await write(board, { id: offer?.guestId ?? '' }, 'as a guest');
  const texts = async () => (await own().data(await kay.actor())).written.flatMap((one) => one.texts);
  expect(await texts()).toEqual([]);
  await world.services.guestClaims.claim(await kay.actor(), secret, offer?.guestId ?? '');
  expect(await texts()).toMatchObject([{ text: 'as a guest' }]);
  const identity = { issuer: 'https://login.example.org', subject: 's', email: kay.email, name: kay.name };
  const at = '2026-01-01T00:00:00.000Z';
  await openRepos(world.app.db).identities.link({ ...identity, provesFactor: false }, { personId: kay.id, at });
  const { signsInWith } = await own().data(await kay.actor());
  expect(signsInWith).toEqual([{ issuer: identity.issuer, since: at }]);
});

test.each([
  [false, 'their name'],
  [true, 'Former member'],
])('a closed account opens no more; with forgetting %s its work is by %s', async (forgetName, words) => {
  const board = await world.board(kay, slug);
  await write(board, kay, 'mine');
  const actor = await kay.actor();
  const { secret } = await signIn(PASSWORD);
  await expect(own().close(actor, { password: NEW, forgetName })).rejects.toMatchObject({
    fields: { password: 'passwordWrong' },
  });
  await own().close(actor, { password: PASSWORD, forgetName });
  expect((await world.app.identify(world.cookie(secret))).actor.kind).toBe('nobody');
  await expect(signIn(PASSWORD)).rejects.toMatchObject({ code: 'signIn.wrong' });
  const convener = await world.person({ in: slug, role: 'convener' });
  const page = await world.services.boards.open(await convener.actor(), slug, board);
  expect(page.people[kay.id]?.name).toBe(forgetName ? words : kay.name);
  expect(
    (
      await world.services.people.addPerson({
        ...kay,
        organisationId: kay.organisation.id,
        password: NEW,
        operator: false,
      })
    ).id,
  ).not.toBe(kay.id);
});

test('the last convener hands that on before closing the account', async () => {
  const alone = await world.person({ in: await world.partnership(), role: 'convener' });
  const close = own().close(await alone.actor(), { password: PASSWORD, forgetName: false });
  await expect(close).rejects.toMatchObject({ code: 'partnership.lastConvener' });
  expect(await world.signIn(alone)).not.toBe('');
});

test('a closed account leaves no way in: no link to a new password, no half sign-in, no invitation', async () => {
  const repos = openRepos(world.app.db);
  const zoe = await world.person({ in: slug, role: 'convener' });
  const asked = { role: 'viewer', organisation: zoe.organisation.id, addresses: 'guest@school.example', message: '' };
  await world.services.invitations.invite(await zoe.actor(), slug, asked);
  const later = '2999-01-01T00:00:00.000Z';
  const whose = { personId: zoe.id, expiresAt: later };
  await repos.resets.add({ ...whose, id: hashSecret('reset'), addressHash: 'x', madeAt: later });
  await repos.halfSignIns.add({ ...whose, id: hashSecret('half'), device: 'A browser', shared: false, tries: 5 });
  await own().close(await zoe.actor(), { password: PASSWORD, forgetName: false });
  await expect(world.services.resets.reset('reset', { password: NEW })).rejects.toMatchObject({ code: 'reset.over' });
  expect(await world.services.secondStep.waits('half')).toBeNull();
  const invited = await world.app.db.selectFrom('invitation').select('answer').where('made_by', '=', zoe.id).execute();
  expect(invited).toEqual([{ answer: 'withdrawn' }]);
});
