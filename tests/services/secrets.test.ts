import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newSecret } from '../../server/auth/secrets.ts';
import { RETURN_LETTERS } from '../../src/lib/domain/guests/typedCode.ts';
import { codeFor } from '../support/authenticators.ts';
import type { Someone } from '../support/builders.ts';
import { PASSWORD, World } from '../support/builders.ts';
import { linkIn, Mailbox } from '../support/mailbox.ts';
import { OpenIdProvider } from '../support/openIdProvider.ts';

const NEW = 'a different orchard';
const PLACE = { device: 'A browser', knownDevice: null };

let box: Mailbox;
let provider: OpenIdProvider;
let world: World;
let slug: string;
let ruth: Someone;
let setupToken: string;
let addresses = 0;
const logged: string[] = [];
beforeAll(async () => {
  box = await Mailbox.open();
  provider = await OpenIdProvider.open();
  const hear = (facts: object, message: string) => void logged.push(`${JSON.stringify(facts)} ${message}`);
  const log = { debug: hear, info: hear, warn: hear, error: hear };
  world = await World.open({ ...box.settings, ...provider.settings() }, log);
  setupToken = (await world.services.setup.newToken()) ?? '';
  slug = await world.partnership();
  ruth = await world.person({ in: slug, role: 'convener' });
});
afterAll(async () => {
  await world.end();
  await provider.close();
  await box.close();
});

/** One of each kind of secret that opens something, as whoever it is for has it. Each of somebody new. */
const MAKE = {
  invitation: async () => (await invited()).secret,
  'a link for many': async () => {
    const asked = { role: 'viewer', organisation: ruth.organisation.id, uses: 5 };
    return last((await world.services.invitations.makeLink(await ruth.actor(), slug, asked)).path);
  },
  'a guest link': async () => (await guestLink()).secret,
  'the browser of a guest': async () => (await guest()).secret,
  'a return code': () => returnCode(),
  'a link to a new password': () => resetLink(),
  'half a sign-in': () => half(),
  'a sign-in': async () => world.signIn(await world.person()),
  'a known browser': async () => (await signIn(await world.person())).knownDevice?.secret ?? '',
  'a browser at a provider': async () => (await begin('/partnerships')).secret,
  'a newcomer from a provider': async () => (await newcomer()).secret,
  'a link that stops mails': async () =>
    last(await world.services.mail.unsubscribeLink({ personId: ruth.id, choice: 'joined' })),
  'the link that sets everything up': () => Promise.resolve(setupToken),
  'the challenge of a passkey': async () => (await world.services.passkeys.toUse()).challenge,
  'a recovery code': async () => (await factors()).recovery,
  "an authenticator's secret": async () => (await factors()).secret,
} satisfies Record<string, () => Promise<string>>;

const last = (path: string) => path.split('/').at(-1) ?? '';
const signIn = ({ email }: Someone) =>
  world.services.accounts.signIn({ ...PLACE, email, password: PASSWORD, shared: false });
const begin = (next: string) => world.services.openId.begin({ provider: 'vale', next, shared: false });

async function invited(): Promise<{ secret: string; address: string }> {
  const address = `new${addresses++}@school.example`;
  const asked = { role: 'viewer', organisation: ruth.organisation.id, addresses: address, message: '' };
  await world.services.invitations.invite(await ruth.actor(), slug, asked);
  return { secret: last(linkIn(await box.latestTo(address)).pathname), address };
}

async function guestLink(): Promise<{ secret: string; board: string }> {
  const board = await world.board(ruth, slug);
  return { secret: (await world.guestLink(await ruth.actor(), slug, { board })).code, board };
}

async function guest(): Promise<{ secret: string; board: string }> {
  const { secret: link, board } = await guestLink();
  return { secret: (await world.join(link)).secret, board };
}

async function returnCode(): Promise<string> {
  const { secret, board } = await guest();
  const actor = await world.guest(secret, board);
  return (await world.services.guestCodes.forReturn(actor, board)).code;
}

async function resetLink(): Promise<string> {
  const { email } = await world.person();
  await world.services.resets.ask({ email });
  return last(linkIn(await box.latestTo(email)).pathname);
}

/** Somebody with an authenticator. */
async function factors(): Promise<{ someone: Someone; secret: string; recovery: string }> {
  const someone = await world.person();
  const actor = await someone.actor();
  await world.services.factors.begin(actor);
  const secret = (await world.services.factors.settingUp(actor))?.secret ?? '';
  const [recovery = ''] = await world.services.factors.confirm(actor, codeFor(secret));
  return { someone, secret, recovery };
}

async function half(): Promise<string> {
  return (await signIn((await factors()).someone)).secret;
}

async function newcomer(): Promise<{ secret: string; invitation: string }> {
  const { secret: invitation, address } = await invited();
  provider.accounts.set(address, { email: address, email_verified: true, name: 'Ana' });
  const { address: there, secret } = await begin(`/join/${invitation}`);
  const search = await provider.walk(there, address);
  const back = await world.services.openId.finish('vale', { secret, search, place: PLACE });
  if (back.as !== 'newcomer') throw new Error('an account was there');
  return { secret: back.secret, invitation };
}

/** Every value of every table, and every file as it lies on the disk, without spaces and capitals. */
function kept(): Map<string, string> {
  const found = new Map<string, string>();
  const files = readdirSync(world.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    found.set(name, plain(readFileSync(path).toString('latin1')));
    if (name !== 'throughline.db') continue; // the document log is locked: of that, its bytes
    const db = new Sqlite(path, { readonly: true });
    const tables = db.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
    for (const table of tables)
      found.set(`${name}: ${table}`, plain(textOf(db.prepare(`select * from "${table}"`).raw().all())));
    db.close();
  }
  return found;
}

function textOf(rows: unknown): string {
  return JSON.stringify(rows, (_, value: unknown) => {
    const bytes = value as { type?: string; data?: number[] } | null;
    return bytes?.type === 'Buffer' && bytes.data ? Buffer.from(bytes.data).toString('latin1') : value;
  });
}

const plain = (text: string) => text.replaceAll(/[\s-]/g, '').toLowerCase();

describe('what opens something is kept by no table, no file and no log', () => {
  const made = new Map<string, string>();
  let places: Map<string, string>;
  let email: string;
  beforeAll(async () => {
    for (const [kind, make] of Object.entries(MAKE)) made.set(kind, await make());
    await world.services.mail.deliver();
    ({ email } = await world.person());
    places = kept();
  });
  const holding = (secret: string) =>
    [...places, ...logged.map((line) => ['the log', plain(line)] as const)]
      .filter(([, text]) => text.includes(plain(secret)))
      .map(([where]) => where);

  // Six digits for a screen are the one exception: whoever has the file tries all of them, hashed or not.
  test.each(Object.keys(MAKE))('%s', (kind) => {
    const secret = made.get(kind) ?? '';
    expect(secret.length).toBeGreaterThanOrEqual(8);
    expect(holding(secret)).toEqual([]);
  });

  test('and what is looked for would be found', () => {
    expect(holding(email)).toContain('throughline.db: person');
  });
});

const outcomes = async (attempts: Promise<unknown>[]) =>
  (await Promise.allSettled(attempts)).map((result) => {
    if (result.status === 'fulfilled') return 'in';
    const { code, fields } = result.reason as { code: string; fields?: Record<string, string> };
    return Object.values(fields ?? {})[0] ?? code;
  });

/** Uses a secret: once made, it is handed to whoever uses it, twice at once, and a wrong one like it. */
interface Use {
  make(): Promise<string>;
  use(secret: string): Promise<unknown>;
  /** What whoever comes later is told, and whoever has a wrong one. */
  over: string;
  wrong: string;
}

const person = { name: 'Ana', password: NEW, organisationName: '', organisationKind: '' };
const USES: Record<string, Use> = {
  'an invitation': {
    make: MAKE.invitation,
    use: (secret) => world.services.joining.acceptAsNew(secret, person),
    over: 'invitation.over',
    wrong: 'invitation.unknown',
  },
  'an invitation that is declined': {
    make: MAKE.invitation,
    use: (secret) => world.services.invitations.decline(secret),
    over: 'invitation.over',
    wrong: 'invitation.unknown',
  },
  'a return code': {
    make: returnCode,
    use: (secret) => world.services.guestCodes.enter(secret, null),
    over: 'codeWrong',
    wrong: 'codeWrong',
  },
  'a link to a new password': {
    make: resetLink,
    use: (secret) => world.services.resets.reset(secret, { password: NEW }),
    over: 'reset.over',
    wrong: 'reset.over',
  },
  'a browser at a provider': {
    make: async () => (await begin('/partnerships')).secret,
    use: async (secret) => {
      const came = { secret, search: '?error=access_denied&state=x', place: PLACE };
      await world.services.openId.finish('vale', came);
    },
    over: 'openId.over',
    wrong: 'openId.over',
  },
};

describe('what counts once counts once', () => {
  test.each(Object.entries(USES))('%s: of two at once one wins', async (_, { make, use, over }) => {
    const secret = await make();
    expect((await outcomes([use(secret), use(secret)])).filter((what) => what === 'in')).toHaveLength(1);
    expect(await outcomes([use(secret)])).toEqual([over]);
  });

  test('half a sign-in, with the code or a recovery code', async () => {
    const { someone, recovery } = await factors();
    const halves = [(await signIn(someone)).secret, (await signIn(someone)).secret];
    const use = (secret = '') => world.services.secondStep.complete(secret, { code: recovery, knownDevice: null });
    // One code at two doors, and two codes at one door.
    expect((await outcomes(halves.map(use))).filter((what) => what === 'in')).toHaveLength(1);
    expect(await outcomes(halves.map(use))).not.toContain('in');
    expect(await outcomes([use(newSecret())])).toEqual(['factor.over']);
  });

  test('a newcomer from a provider', async () => {
    const { secret, invitation } = await newcomer();
    const other = (await invited()).secret;
    const identified = { secret, place: PLACE };
    const use = (code: string) => world.services.joining.acceptAsNew(code, { ...person, password: '', identified });
    expect((await outcomes([use(invitation), use(invitation)])).filter((what) => what === 'in')).toHaveLength(1);
    // Of somebody else's invitation it opens nothing: a password is asked for.
    expect(await outcomes([use(other)])).toEqual(['missing']);
  });

  test('the link that sets everything up', async () => {
    const token = (await world.services.setup.newToken()) ?? '';
    const request = {
      ...({ organisationName: 'First school', organisationKind: 'school', personName: 'Sam' } as const),
      ...{ email: 'sam@first.example', password: NEW, partnershipName: 'First' },
    };
    const use = (secret: string) => world.services.setup.complete(secret, request);
    expect(await outcomes([use(newSecret())])).toEqual(['setup.wrongLink']);
    expect((await outcomes([use(token), use(token)])).sort()).toEqual(['in', 'setup.done']);
  });

  test('the challenge of a passkey, whoever answers it', async () => {
    const { challenge } = await world.services.passkeys.toUse();
    const said = { type: 'webauthn.get', challenge, origin: 'http://localhost:3000' };
    const clientDataJSON = Buffer.from(JSON.stringify(said)).toString('base64url');
    const answer = { clientDataJSON, authenticatorData: 'AAAA', signature: 'AAAA' };
    const response = { id: 'nobody', rawId: 'nobody', type: 'public-key', response: answer };
    const before = await challenges();
    expect(await outcomes([world.services.passkeys.signIn(response, { ...PLACE, shared: false })])).toEqual([
      'passkey.refused',
    ]);
    expect(await challenges()).toBe(before - 1);
  });
});

describe('a wrong one of the same length is answered as one that is not there', () => {
  test.each(Object.entries(USES))('%s', async (_, { make, use, wrong }) => {
    const other = like(await make());
    expect(await outcomes([use(other)])).toEqual([wrong]);
  });

  test('a link that stops mails', async () => {
    const token = await MAKE['a link that stops mails']();
    for (const other of [like(token), newSecret(), token.slice(1), '']) {
      expect(await outcomes([world.services.mailChoices.page(other)])).toEqual(['notFound']);
      expect(await outcomes([world.services.mailChoices.unsubscribe(other)])).toEqual(['notFound']);
    }
  });
});

const challenges = async () => (await world.app.db.selectFrom('challenge').select('id').execute()).length;

/** As long, of the same letters, and otherwise in its last place but one. */
function like(secret: string): string {
  const [at, letters] = [secret.length - 2, secret.length > 8 ? 'AQ' : RETURN_LETTERS];
  const other = [...letters].find((letter) => letter !== secret[at]) ?? '';
  return secret.slice(0, at) + other + secret.slice(at + 1);
}
