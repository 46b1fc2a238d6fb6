import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRepos } from '../../server/storage/repos.ts';
import { hashSecret } from '../../server/auth/secrets.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';
import { OpenIdProvider } from '../support/openIdProvider.ts';
import { servePages } from '../support/pagesHere.ts';
import { Visitor } from '../support/visitor.ts';

/** A link that opens nothing says what happened, and leads on. */

const LONG_AGO = '2025-01-01T00:00:00.000Z';
const LATER = '2999-01-01T00:00:00.000Z';

let provider: OpenIdProvider;
let world: World;
let pages: Awaited<ReturnType<typeof servePages>>;
let slug: string;
let ruth: Someone;
beforeAll(async () => {
  provider = await OpenIdProvider.open();
  world = await World.open(provider.settings());
  pages = await servePages(world);
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'convener', operator: true });
});
afterAll(async () => {
  await pages.close();
  await provider.close();
});

const visitor = () => new Visitor(pages.url);

/** What a page says in its main part, and where its links and buttons there lead. */
async function read(response: Response): Promise<{ words: string; leads: string[] }> {
  const main = /<main[^]*<\/main>/.exec(await response.text())?.[0] ?? '';
  const leads = [...main.matchAll(/(?:href|formaction|action)="([^"]*)"/g)].map(([, to = '']) => to);
  const words = main.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  return { words, leads: leads.map((to) => new URL(to, response.url).pathname) };
}

async function open(path: string, headers: Record<string, string> = {}) {
  let response = await visitor().get(path, headers);
  const to = response.headers.get('location');
  if (to !== null) response = await visitor().get(to);
  return read(response);
}

async function invitation(): Promise<{ secret: string; id: string }> {
  const address = `new${Math.random()}@school.example`;
  const asked = { role: 'viewer', organisation: ruth.organisation.id, addresses: address, message: '' };
  const actor = await ruth.actor();
  await world.services.invitations.invite(actor, slug, asked);
  const { mails } = await world.services.mail.outbox(actor, slug);
  const { text } = await world.services.mail.read(actor, slug, mails.find(({ to }) => to === address)?.id ?? '');
  const found = (await world.services.invitations.list(actor, slug)).find((one) => one.address === address);
  return { secret: /\/join\/([\w-]{43})/.exec(text)?.[1] ?? '', id: found?.id ?? '' };
}

describe('an invitation', () => {
  test.each<[string, (one: { secret: string; id: string }) => Promise<unknown>, RegExp]>([
    [
      'that is over',
      ({ id }) => world.app.db.updateTable('invitation').set({ expires_at: LONG_AGO }).where('id', '=', id).execute(),
      /2025/,
    ],
    ['that was declined', ({ secret }) => world.services.invitations.decline(secret), /declined/i],
    [
      'that was withdrawn',
      async ({ id }) => world.services.invitations.withdraw(await ruth.actor(), slug, id),
      /taken back|withdr/i,
    ],
    [
      'that was used',
      ({ secret }) =>
        world.services.joining.acceptAsNew(secret, {
          ...{ name: 'Ana', password: 'a different orchard', organisationName: '', organisationKind: '' },
        }),
      /accepted|sign in/i,
    ],
    [
      'that was replaced',
      async ({ id }) => world.services.invitations.resend(await ruth.actor(), slug, id),
      /newer|ask/i,
    ],
  ])('%s', async (_, end, words) => {
    const one = await invitation();
    await end(one);
    const page = await open(`/join/${one.secret}`);
    expect(page.words).toMatch(words);
    expect(page.leads).toContain('/sign-in');
  });
});

describe('a guest link', () => {
  test.each<[string, object, RegExp]>([
    ['that is over', { ends_at: LONG_AGO }, /2025/],
    ['that was closed', { door: 'closed' }, /closed|ask/i],
    ['that takes nobody new', { door: 'closedToNewcomers' }, /new|ask/i],
  ])('%s', async (_, patch, words) => {
    const board = await world.board(ruth, slug);
    const { id, path } = await world.guestLink(await ruth.actor(), slug, { board });
    await world.app.db.updateTable('guest_link').set(patch).where('id', '=', id).execute();
    const page = await open(path);
    expect(page.words).toMatch(words);
    expect(page.words).toContain(ruth.name); // whom to ask
  });
});

test('a link to a new password', async () => {
  const about = { addressHash: 'x', personId: ruth.id, madeAt: LONG_AGO, expiresAt: LONG_AGO };
  await openRepos(world.app.db).resets.add({ id: hashSecret('over'), ...about });
  for (const secret of ['over', 'none']) {
    const page = await open(`/sign-in/reset/${secret}`);
    expect(page.words).toMatch(/used already, is older than an hour, or was cut short/);
    expect(page.leads).toContain('/sign-in/forgotten');
  }
});

test('a link that stops mails', async () => {
  const page = await open('/unsubscribe/none');
  expect(page.words).toMatch(/stops nothing.*cut short/);
  expect(page.leads).toContain('/account/mails');
  const pressed = await visitor().post('/unsubscribe/none', {});
  expect(pressed.status).toBe(404);
  expect((await read(pressed)).words).toMatch(/stops nothing/);
});

test('half a sign-in whose time is up', async () => {
  const half = { personId: ruth.id, device: 'A browser', shared: false, tries: 5, expiresAt: LONG_AGO };
  await openRepos(world.app.db).halfSignIns.add({ id: hashSecret('half'), ...half });
  const name = world.app.factorCookie('half', LATER).name;
  const page = await open('/sign-in/code?next=/account', { cookie: `${name}=half` });
  expect(page.words).toMatch(/time|again/i);
  expect(page.leads.some((to) => to.startsWith('/sign-in'))).toBe(true);
});

test('a way back from a provider that is over', async () => {
  const page = await open('/oidc/vale/callback?code=x&state=y');
  expect(page.words).toMatch(/again/i);
  expect(page.leads).toContain('/oidc/vale');
});

test('the link that sets everything up, once that is done', async () => {
  const page = await open('/setup?token=none');
  expect(page.leads).toContain('/sign-in');
});
