import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { hashSecret } from '../../server/auth/secrets.ts';
import { publicUrl } from '../../server/config/config.ts';
import { openRepos } from '../../server/storage/repos.ts';
import { MAX_LINK_USES } from '../../src/lib/domain/invitations/invitation.ts';
import type { Someone } from '../support/builders.ts';
import { World } from '../support/builders.ts';
import { Mailbox } from '../support/mailbox.ts';
import { OpenIdProvider } from '../support/openIdProvider.ts';
import { servePages } from '../support/pagesHere.ts';
import { IS_FULL_SIZE, sized } from '../support/tortureSize.ts';
import { Visitor } from '../support/visitor.ts';

/**
 * What a door answers is the same for what is there and what is not, after the same statements in the records. How long
 * it takes is compared in full only, for ten minutes on a machine that does nothing else, and the medians are shown:
 * `TORTURE=full npx vitest run --project http doorTimes`.
 */

const ROUNDS = sized({ small: 3, full: 400 });
const LONG = sized({ small: 20_000, full: 600_000 });
/** Work that is left out, or a mail that is waited for, shows beyond this. */
const MOST_APART = 1.25;

let box: Mailbox;
let provider: OpenIdProvider;
let world: World;
let pages: Awaited<ReturnType<typeof servePages>>;
let slug: string;
let ruth: Someone;
beforeAll(async () => {
  box = await Mailbox.open();
  provider = await OpenIdProvider.open();
  world = await World.open({ ...box.settings, ...provider.settings() });
  pages = await servePages(world);
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'convener', operator: true });
});
afterAll(async () => {
  await pages.close();
  await provider.close();
  await box.close();
});

/** Makes ready what is asked, which is not timed. */
type Door = (round: number) => Promise<() => Promise<Response>>;

vi.mock(import('@node-rs/argon2'), { spy: true });

/** The statements that the records were asked, each once, whatever they were asked with. Mails go out when they go. */
const statements = vi.spyOn(Sqlite.prototype, 'prepare');
const asked = () =>
  [...new Set(statements.mock.calls.map(([sql]) => sql))].filter((sql) => !/^(update|select).*"mail"/.test(sql)).sort();

/** What passwords were compared with, but for salt and hash: the cost of each. */
const compared = () =>
  vi.mocked(verify).mock.calls.map(([hashed]) => (hashed as string).split('$').slice(0, -2).join('$'));

/** Asks once in each round, in turns, and compares with the first what is said, and what it took. */
async function compare(doors: Record<string, Door>): Promise<void> {
  const kinds = Object.entries(doors);
  const [times, answers] = [new Map<string, number[]>(), new Map<string, Set<string>>()];
  const work = new Map<string, string[]>();
  for (let round = -3; round < ROUNDS; round++) {
    for (const [kind, door] of round % 2 === 0 ? kinds : kinds.toReversed()) {
      const ask = await door(round + 3);
      vi.clearAllMocks();
      const began = performance.now();
      const response = await ask();
      const text = await response.text();
      work.set(kind, [...asked(), ...compared()]);
      if (round < 0) continue; // the first ones warm up
      times.set(kind, [...(times.get(kind) ?? []), performance.now() - began]);
      const said = `${response.status} ${response.headers.get('location') ?? ''} ${plain(text)}`;
      answers.set(kind, (answers.get(kind) ?? new Set()).add(said));
    }
  }
  const medians = kinds.map(([kind]) => [kind, median(times.get(kind) ?? [])] as const);
  if (IS_FULL_SIZE) console.log(medians.map(([kind, ms]) => `${kind} ${ms.toFixed(2)} ms`).join(', '));
  const [[first, one] = ['', NaN], ...others] = medians;
  for (const [kind, other] of others) {
    expect([kind, ...(answers.get(kind) ?? [])]).toEqual([kind, ...(answers.get(first) ?? [])]);
    expect(work.get(kind), `what ${kind} takes`).toEqual(work.get(first));
    if (IS_FULL_SIZE) expect(Math.max(one / other, other / one), `${first} and ${kind}`).toBeLessThan(MOST_APART);
  }
}

/** What an answer says to a reader, but for what they typed themselves. */
function plain(text: string): string {
  const read = /<main[^]*<\/main>/.exec(text)?.[0].replaceAll(/<[^>]*>/g, ' ') ?? text;
  return read.replaceAll(/[\w.+-]+@[\w.-]+/g, 'ADDRESS').replaceAll(/\s+/g, ' ');
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
}

const ready = (ask: () => Promise<Response>) => Promise.resolve(ask);
const secret = () => randomBytes(32).toString('base64url');
const visitor = () => new Visitor(pages.url);
const cookie = (name: string, value: string) => ({ cookie: `throughline_${name}=${value}` });
const toHex = (part: string) => Buffer.from(part, 'base64url').toString('hex');
const CURVE = { namedCurve: 'P-256' } as const;
const LAST_YEAR = '2025-01-01T00:00:00.000Z';

describe('nobody learns who or what is here, from the answer or from how long it takes', { timeout: LONG }, () => {
  test('by a wrong password', async () => {
    const tryIt = async (email: string) => {
      await world.app.db.deleteFrom('throttle').execute(); // or they have to wait
      return () => visitor().post('/sign-in', { email, password: 'wrong-wrong-wrong' });
    };
    await compare({ known: () => tryIt(ruth.email), unknown: () => tryIt('nobody@school.example') });
    expect(compared()).toEqual(['$argon2id$v=19$m=19456,t=2,p=1']);
  });

  test('by asking for a new password', async () => {
    // Three links an hour go to an address, so each is asked for twice.
    const people = await Promise.all(Array.from({ length: Math.ceil((ROUNDS + 3) / 2) }, () => world.person()));
    const ask = (email: string) => ready(() => visitor().post('/sign-in/forgotten', { email }));
    await compare({
      known: (round) => ask(people[round % people.length]?.email ?? ''),
      unknown: (round) => ask(`nobody${round % people.length}@school.example`),
    });
  });

  test('by asking with a link for many', async () => {
    const actor = await ruth.actor();
    const asked = { role: 'viewer', organisation: ruth.organisation.id, uses: MAX_LINK_USES };
    const paths: string[] = [];
    for (let made = 0; made <= (ROUNDS * 2 + 6) / MAX_LINK_USES; made++)
      paths.push((await world.services.invitations.makeLink(actor, slug, asked)).path);
    const members = await Promise.all(Array.from({ length: 20 }, () => world.person({ in: slug, role: 'viewer' })));
    let count = 0;
    const ask = (email: string) =>
      ready(() => visitor().post(`${paths[Math.floor(count++ / MAX_LINK_USES)]}?/ask`, { email }));
    await compare({
      member: (round) => ask(members[round % members.length]?.email ?? ''),
      stranger: (round) => ask(`new${round}@school.example`),
    });
  });

  test('by typing a code', async () => {
    const actor = await ruth.actor();
    const codes: string[] = [];
    for (const patch of [{ wrong: 1_000 }, { ends_at: LAST_YEAR }]) {
      const board = await world.board(ruth, slug);
      const link = await world.guestLink(actor, slug, { board });
      await world.services.guestCodes.make(actor, slug, { board, link: link.id, hours: 3 });
      await world.app.db.updateTable('join_code').set(patch).where('link_id', '=', link.id).execute();
      const row = await world.app.db.selectFrom('join_code').select('code').where('link_id', '=', link.id);
      codes.push((await row.executeTakeFirstOrThrow()).code);
    }
    const unknown = ['123456', '654321', '111111'].find((code) => !codes.includes(code)) ?? '';
    const type = async (joinCode: string) => {
      await world.app.db.deleteFrom('throttle').execute(); // or everyone waits for the next minute
      return () => visitor().post('/g?/code', { joinCode });
    };
    await compare({
      unknown: () => type(unknown),
      dead: () => type(codes[0] ?? ''),
      over: () => type(codes[1] ?? ''),
    });
  });

  test('by typing a return code', async () => {
    const repos = openRepos(world.app.db);
    const code = 'BCDFGHJK';
    const guest = await aGuest();
    const type = async (joinCode: string) => {
      await world.app.db.deleteFrom('throttle').execute();
      await repos.guestCodes.addReturnCode(guest, { codeHash: hashSecret(code), endsAt: LAST_YEAR });
      return () => visitor().post('/g?/code', { joinCode });
    };
    await compare({ unknown: () => type('KJHGFDCB'), over: () => type(code) });
  });

  test('by coming back from a provider', async () => {
    const repos = openRepos(world.app.db);
    const begun = async (expiresAt: string) => {
      const id = secret();
      const attempt = { provider: 'vale', next: '/partnerships', shared: false };
      await repos.identities.begin(hashSecret(id), attempt, expiresAt);
      return id;
    };
    const back = (id: string) =>
      ready(() => visitor().get('/oidc/vale/callback?code=x&state=y', cookie('open_id', id)));
    await compare({ unknown: () => back(secret()), over: async () => back(await begun(LAST_YEAR)) });
  });

  test('by the name of a passkey', async () => {
    const id = randomBytes(32).toString('base64url');
    const { x = '', y = '' } = generateKeyPairSync('ec', CURVE).publicKey.export({ format: 'jwk' });
    const key = ['a5010203262001215820', toHex(x), '225820', toHex(y)].join('');
    const publicKey = Buffer.from(key, 'hex').toString('base64url');
    const record = { id, personId: ruth.id, publicKey, counter: 0, device: 'A key', addedAt: LAST_YEAR };
    await openRepos(world.app.db).passkeys.add(record);
    const { origin, hostname } = new URL(publicUrl(world.app.config));
    const site = createHash('sha256').update(hostname).digest();
    const authenticatorData = Buffer.concat([site, Buffer.from('0500000001', 'hex')]).toString('base64url');
    const signature = sign('sha256', Buffer.from('something else'), generateKeyPairSync('ec', CURVE).privateKey);
    const send = (method: string, body: object) =>
      fetch(`${pages.url}/sign-in/passkey`, {
        ...{ method, body: JSON.stringify(body) },
        headers: { origin: pages.url, 'content-type': 'application/json' },
      });
    // All of it holds but the signature, which is what takes time.
    const use = async (name: string) => {
      const { challenge } = (await (await send('POST', {})).json()) as { challenge: string };
      const said = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin })).toString('base64url');
      const answer = { clientDataJSON: said, authenticatorData, signature: signature.toString('base64url') };
      const response = { id: name, rawId: name, type: 'public-key', response: answer, clientExtensionResults: {} };
      return () => send('PUT', { response, shared: false, next: '/' });
    };
    await compare({ unknown: () => use(randomBytes(32).toString('base64url')), known: () => use(id) });
  });

  test('by the link that sets everything up', async () => {
    await compare({
      wrong: () => ready(() => visitor().get(`/setup?token=${secret()}`)),
      'none at all': () => ready(() => visitor().get('/setup?token=')),
    });
  });

  test.each([
    ['an invitation', (id: string) => `/join/${id}`],
    ['a guest link', (id: string) => `/g/${id}`],
    ['a new password', (id: string) => `/sign-in/reset/${id}`],
  ])('by a link like one for %s', async (_, path) => {
    const short = 'A'.repeat(43);
    const open = (id: string) => ready(() => visitor().get(path(id)));
    await compare({ one: () => open(secret()), another: () => open(short) });
  });
});

async function aGuest(): Promise<string> {
  const board = await world.board(ruth, slug);
  const { code } = await world.guestLink(await ruth.actor(), slug, { board });
  return (await world.guest((await world.join(code)).secret, board)).id;
}
