import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PASSWORD, World } from '../support/builders.ts';
import { isDomainError } from '../../src/lib/domain/shared/errors.ts';
import { CommandError } from '../../server/cli/command.ts';
import { runCommand, wordsFor } from '../../server/cli/control.ts';

let world: World;
let away: string;
beforeEach(async () => {
  world = await World.open();
  away = mkdtempSync(join(tmpdir(), 'throughline-commands-'));
});
afterEach(async () => {
  await world.end();
  rmSync(away, { recursive: true, force: true });
});

/** Runs a command as it was typed; words in quotes stay together. */
async function run(line: string): Promise<string> {
  const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  return runCommand(args, { app: world.app, cwd: away });
}

/** What a command says that must be refused. Anything but a refusal we foresaw fails the test. */
async function refused(line: string): Promise<string> {
  const error: unknown = await run(line).then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(error instanceof CommandError || isDomainError(error)).toBe(true);
  return wordsFor(error);
}

const signIn = (email: string, password: string) =>
  world.services.accounts.signIn({ email, password, shared: false, device: 'A browser' });

test('an operator makes a partnership with an organisation, a person and a board', async () => {
  expect(await run('partnership create --name "Vale & Co" --purpose "Well and ready"')).toBe('vale-co');
  await run('organisation add --name "Vale ICB" --kind icb --footprint E54000001,E54000002 --partnership vale-co');
  const place = '--organisation "Vale ICB" --partnership vale-co --role convener';
  const said = await run(`person add --name "Bo Ek" --email Bo@vale.example ${place}`);
  const password = /password (\S+)$/.exec(said)?.[1] ?? '';
  const { secret } = await signIn('bo@vale.example', password);
  const { actor } = await world.app.identify(world.cookie(secret));
  const home = await world.services.partnerships.home(actor, 'vale-co');
  expect(home).toMatchObject({ purpose: 'Well and ready', counts: { organisations: 1, people: 1, boards: 0 } });
  expect(home.organisations[0]?.footprint).toEqual(['E54000001', 'E54000002']);
  const [template] = world.services.templates.list();
  const made = await run(`board create --partnership vale-co --title "First" --template ${template?.id} --json`);
  const board = JSON.parse(made) as { id: string; url: string };
  expect(board).toMatchObject({ title: 'First', url: `http://localhost:3000/partnerships/vale-co/boards/${board.id}` });
  expect((await world.services.boards.open(actor, 'vale-co', board.id)).title).toBe('First');
});

test('an operator gives someone another role, takes them out, and signs them out', async () => {
  const slug = await world.partnership();
  await world.person({ in: slug, role: 'convener' });
  const ana = await world.person();
  const where = `--email ${ana.email} --partnership ${slug}`;
  await run(`member set ${where} --role commenter`);
  expect(await ana.actor()).toMatchObject({
    roles: { [(await world.services.people.mustExist(slug)).id]: 'commenter' },
  });
  await run(`member remove ${where}`);
  expect(await ana.actor()).toMatchObject({ roles: {} });
  const secret = await world.signIn(ana);
  expect(await run(`sign-ins end --email ${ana.email}`)).toBe(`Ended 1 sign-in of ${ana.email}.`);
  expect((await world.app.identify(world.cookie(secret))).actor.kind).toBe('nobody');
  await run(`person password --email ${ana.email} --password "a fresh start here"`);
  await expect(signIn(ana.email, PASSWORD)).rejects.toMatchObject({ code: 'signIn.wrong' });
  await signIn(ana.email, 'a fresh start here');
});

test.each([
  ['frobnicate', /^There is no command "frobnicate"/],
  ['board', /^There is no command "board"/],
  ['board create --title T', /--partnership is missing/],
  ['board create --partnership none --title T', /^There is no such thing/],
  ['board create --partnership vale --title T --template x', /^There is no template "x"/],
  ['board create --partnership vale --colour red', /^There is no option --colour/],
  ['board create --partnership vale --title', /--title is missing/],
  ['organisation add --name A --kind trust', /^--kind is one of/],
  ['organisation add --name " " --kind icb', /name: missing/],
  [
    'person add --name A --email a@b.example --organisation None --partnership vale --role viewer',
    /no such organisation/,
  ],
  ['member set --email a@b.example --partnership vale --role boss', /^--role is one of/],
  ['member set --email nobody@b.example --partnership vale --role viewer', /^There is no such thing/],
  ['sign-ins end --email nobody@b.example', /^There is no such thing/],
  ['document rebuild board/none', /^There is no such thing/],
  ['backup', /^Say which file/],
  ['backup no/such/folder.tar.gz', /^There is no folder/],
])('what makes no sense is refused in a sentence: %s', async (line, words) => {
  await run('partnership create --name Vale');
  expect(await refused(line)).toMatch(words);
});

describe('the sample', () => {
  interface Loaded {
    partnership: string;
    people: { email: string; password: string; role: string }[];
    boards: { id: string; title: string; url: string }[];
  }
  const load = async () => JSON.parse(await run('sample --json')) as Loaded;

  test('is the same however often it is loaded, and everyone in it can sign in', async () => {
    const sample = await load();
    expect(await load()).toEqual(sample);
    expect(Object.keys(sample)).toEqual(['partnership', 'people', 'boards']);
    expect(new Set(sample.people.map(({ role }) => role)).size).toBe(5);
    for (const { email, password, role } of sample.people) {
      const { secret } = await signIn(email, password);
      const { actor } = await world.app.identify(world.cookie(secret));
      expect(await world.services.partnerships.mine(actor)).toMatchObject([{ slug: sample.partnership, role }]);
    }
  });

  test('knows its boards again when one was renamed or archived', async () => {
    const before = await load();
    const { email, password } = before.people.find(({ role }) => role === 'convener') ?? { email: '', password: '' };
    const { actor } = await world.app.identify(world.cookie((await signIn(email, password)).secret));
    const [first, second] = before.boards;
    const { boards } = world.services;
    await boards.rename(actor, before.partnership, { id: first?.id ?? '', title: 'Another name' });
    await boards.archive(actor, before.partnership, second?.id ?? '');
    const after = await load();
    expect(after.boards.map(({ id }) => id)).toEqual(before.boards.map(({ id }) => id));
    expect(after.boards[0]?.title).toBe('Another name');
  });

  test('leaves set-up open, and makes nobody an operator', async () => {
    await load();
    expect(await run('setup-link')).toMatch(/^http:\/\/localhost:3000\/setup\?token=[\w-]{43}$/);
    await world.person({ operator: true });
    expect(await refused('setup-link')).toMatch(/set up already/);
  });
});

test('an operator lists what there is, with names that keep to their line', async () => {
  const slug = await world.partnership('Northbrook');
  const ana = await world.person({ in: slug, role: 'convener' });
  await world.board(ana, slug, { title: 'Families of Elm Street' });
  const lines = async (line: string) => (await run(line)).split('\n').map((row) => row.split(/ {2,}/));
  expect(await lines('partnership list')).toEqual([
    ['Short name', 'Name', 'Organisations', 'People', 'Conveners', 'Boards'],
    ['northbrook', 'Northbrook', ana.organisation.name, '1', ana.name, '1'],
  ]);
  expect(await lines('organisation list')).toEqual([
    ['Name', 'Kind', 'People', 'Partnerships'],
    [ana.organisation.name, 'school', '1', '1'],
  ]);
  await world.app.db.updateTable('person').set({ name: 'Ana\nBo' }).where('id', '=', ana.id).execute();
  await run(`operator add --email ${ana.email}`);
  expect(await lines('person list')).toEqual([
    ['Email', 'Name', 'Organisation', 'Last sign-in'],
    [ana.email, 'Ana Bo', ana.organisation.name, expect.stringMatching(/^\d{4}-/), 'operator'],
  ]);
});

test('an operator switches an account off and on, and has others run the instance', async () => {
  const ana = await world.person();
  const bo = await world.person();
  await run(`operator add --email ${ana.email.toUpperCase()}`);
  expect(await refused(`operator remove --email ${ana.email}`)).toBe('Refused: instance.lastOperator');
  await run(`operator add --email ${bo.email}`);
  await run(`operator remove --email ${ana.email}`);
  expect(await refused(`person disable --email ${bo.email}`)).toBe('Refused: instance.lastOperator');
  await run(`person disable --email ${ana.email}`);
  await expect(signIn(ana.email, PASSWORD)).rejects.toMatchObject({ code: 'signIn.wrong' });
  expect(await run('person list')).toContain('switched off');
  await run(`person enable --email ${ana.email}`);
  await expect(signIn(ana.email, PASSWORD)).resolves.toMatchObject({ personId: ana.id });
  expect(await refused('person disable --email nobody@school.example')).toContain('Nobody has the email');
});
