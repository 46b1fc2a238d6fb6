import { nanoid } from 'nanoid';
import { openRepos } from '../../../server/storage/repos.ts';
import type { Actor, GuestRight, Role } from '../../../src/lib/domain/access/actor.ts';
import { ROLES } from '../../../src/lib/domain/access/actor.ts';
import { BoardDoc } from '../../../src/lib/domain/boards/boardDoc.ts';
import { NOTHING_COUNTED } from '../../../src/lib/domain/sessions/privateRound.ts';
import { USUAL_VOTE } from '../../../src/lib/domain/sessions/rules.ts';
import type { SessionCommand } from '../../../src/lib/domain/sessions/progress.ts';
import { newStep } from '../../../src/lib/domain/sessions/step.ts';
import { NO_PAPERS } from '../../../src/lib/domain/sessions/votes/vote.ts';
import { newCard, newZone } from '../boards.ts';
import type { Someone, World } from '../builders.ts';
import { PASSWORD } from '../builders.ts';
import { samplePng } from '../pictures.ts';
import { Visitor } from '../visitor.ts';

/** Who asks: a member with a role, or somebody who is none. */
export const ASKERS = [
  'convener',
  'facilitator',
  'contributor',
  'commenter',
  'viewer',
  'convener elsewhere',
  'operator',
  'operator on a visit, to look',
  'operator on a visit, to help',
  'guest who may edit',
  'guest who may look',
  'nobody',
] as const;
export type Who = (typeof ASKERS)[number];

/** One of everything in a partnership of three organisations, and somebody who asks. */
export interface Scene {
  asker: Visitor;
  actor: Actor;
  /** A convener of the third organisation. */
  third: Visitor;
  partnershipId: string;
  /** What stands in an address: `[board]` and the rest. */
  params: Readonly<Record<string, string>>;
  /** A board that was put away. */
  archived: string;
  /** The asker's organisation; the person in the address works there, too. */
  own: string;
  invitation: string;
  /** A session that is planned, beside the one in the address. */
  otherSession: string;
  /** A round of private writing on the board. */
  round: string;
  /** A session of the board that is over, while which its guests were there. */
  endedSession: string;
  /** A guest link of the board, and somebody who came by it. */
  guest: { code: string; link: string; id: string; waiting: readonly string[] };
  /** Things that were taken off: the asker reviews them where they may, a convener where not. */
  takenOff: readonly string[];
  /** The asker is again what they were at first, whatever they did. */
  restore(): Promise<void>;
}

/** A session that ran, and is over. */
async function runThrough(
  services: World['services'],
  { by, slug, board }: { by: Actor; slug: string; board: string },
): Promise<string> {
  const { id: session } = await services.sessions.make(by, slug, { ...PLAN, board, title: 'The last one' });
  const at = { board, session };
  const draft = { ...newStep('welcome'), title: 'Welcome', instructions: '' };
  const { step } = await services.sessions.saveStep(by, slug, { ...at, step: null, draft });
  for (const is of ['start', 'end'] as const)
    await services.sessionRuns.command(by, slug, { ...at, command: { is, step } as SessionCommand });
  return session;
}

/** A session of which nothing but its title is known. */
const PLAN = { day: '', from: '', until: '', place: '', meeting: '', like: '' };
const CARDS = ['one', 'two', 'three', 'four'];

export async function buildScene(world: World, url: string, who: Who): Promise<Scene> {
  const slug = await world.partnership();
  const convener = await world.person({ in: slug, role: 'convener' });
  const third = await world.person({ in: slug, role: 'convener' });
  const asker = await askerOf(world, slug, who);
  const own = asker?.organisation ?? (await world.organisation());
  const colleague = await world.person({ in: slug, role: 'viewer', organisation: own });
  const by = await convener.actor();
  const { services } = world;
  const [board, archived] = [await world.board(convener, slug), await world.board(convener, slug)];
  await services.boards.archive(by, slug, archived);
  await world.app.documents.change(`board/${board}`, { actorId: convener.id }, (doc) => {
    const made = new BoardDoc(doc);
    made.addZone(newZone({ id: 'zone' }), { by: convener.id });
    const cards = CARDS.map((id) => newCard({ id }));
    made.addCards(cards, { by: convener.id });
  });
  const mayReview = who === 'convener' || who === 'facilitator';
  const takeOff = async (item: string, reviewer: string) =>
    services.takenOff.takeOff(by, slug, { board, items: [item], reviewer, reason: '' });
  for (const item of CARDS.slice(0, 3)) await takeOff(item, mayReview && asker ? asker.id : convener.id);
  const asked = { role: 'viewer', organisation: convener.organisation.id, message: '' };
  for (const addresses of ['first@scene.example', 'second@scene.example']) {
    await services.invitations.invite(by, slug, { ...asked, addresses });
  }
  const { mails } = await services.mail.outbox(by, slug);
  const { text } = await services.mail.read(by, slug, mails[0]?.id ?? '');
  await world.app.db
    .updateTable('mail')
    .set({ state: 'failed' })
    .where('id', '=', mails[1]?.id ?? '')
    .execute();
  const saved = { board, name: 'A template', purpose: '', cards: false, minutes: null };
  const template = await services.ownTemplates.save(by, slug, saved);
  const [session = '', otherSession = ''] = [
    (await services.sessions.make(by, slug, { ...PLAN, board, title: 'A session' })).id,
    (await services.sessions.make(by, slug, { ...PLAN, board, title: 'Another' })).id,
  ];
  const draft = { ...newStep('welcome'), title: 'Welcome', instructions: '' };
  await services.sessions.saveStep(by, slug, { board, session, step: null, draft });
  await openRepos(world.app.db).ballots.add({
    ...{ id: `ballot-${session}`, sessionId: session, boardId: board, number: 1, step: 'vote', title: 'Vote' },
    ...{ rules: USUAL_VOTE, cards: ['four'], state: 'open', openedAt: '2026-11-30T12:00:00.000Z' },
    ...{ papers: NO_PAPERS, revealed: null },
  });
  const png = samplePng();
  const file = await services.uploads.add(by, slug, { board, body: pieces(png), length: png.length });
  const home = await services.partnerships.home(by, slug);
  const invited = (await services.invitations.list(by, slug)).find(({ address }) => address === 'first@scene.example');
  const items = await world.app.db.selectFrom('taken_off').select('id').where('board_id', '=', board).execute();
  const visitorOf = async (someone: Someone) => {
    const visitor = new Visitor(url);
    await visitor.signIn({ email: someone.email, password: PASSWORD });
    return visitor;
  };
  const guest = await letInGuest(world, { by, slug, board }, rightOf(who) ?? 'edit');
  const visit = { 'operator on a visit, to look': 'viewer', 'operator on a visit, to help': 'convener' }[who as string];
  const comeIn = async () => {
    if (!visit || !asker || (await isVisiting(world, asker.id))) return;
    const terms = { reason: 'To see what is wrong', role: visit, hours: 1 };
    await services.operatorVisits.enter(await asker.actor(), slug, terms);
  };
  await comeIn();
  const visitor = asker ? await visitorOf(asker) : new Visitor(url);
  if (rightOf(who)) await visitor.post(`/g/${guest.code}`, { guestName: 'Asker', kind: 'family' });
  const endedSession = await runThrough(services, { by, slug, board });
  return {
    asker: visitor,
    actor: (await world.app.identify(visitor.cookie, board)).actor,
    guest,
    third: await visitorOf(third),
    partnershipId: home.id,
    params: {
      ...{ partnership: slug, board, file: file.file, template: template.id, mail: mails[1]?.id ?? '' },
      ...{ person: colleague.id, organisation: convener.organisation.id, item: items[0]?.id ?? '' },
      ...{ session, ballot: `ballot-${session}`, code: /\/join\/([\w-]{43})/.exec(text)?.[1] ?? '' },
    },
    ...{
      archived,
      otherSession,
      round: await beginRound(world, { board, session }),
      invitation: invited?.id ?? '',
      own: own.id,
      takenOff: items.map(({ id }) => id),
    },
    ...{
      archived,
      endedSession,
      otherSession,
      invitation: invited?.id ?? '',
      own: own.id,
      takenOff: items.map(({ id }) => id),
    },
    restore: async () => {
      const role = roleOf(who);
      if (asker && role) await services.people.setRole({ slug, email: asker.email, role });
      await comeIn();
      await services.people.setRole({ slug, email: colleague.email, role: 'viewer' });
      await services.people.setRole({ slug, email: convener.email, role: 'convener' });
    },
  };
}

async function isVisiting({ app }: World, personId: string): Promise<boolean> {
  const visits = app.db.selectFrom('operator_entry').select('id').where('person_id', '=', personId);
  return (await visits.where('left_at', 'is', null).executeTakeFirst()) !== undefined;
}

/** Null of those who have no account. */
async function askerOf(world: World, slug: string, who: Who): Promise<Someone | null> {
  const role = roleOf(who);
  if (who === 'nobody' || rightOf(who)) return null;
  if (role) return world.person({ in: slug, role });
  if (who.startsWith('operator')) return world.person({ operator: true });
  return world.person({ in: await world.partnership(), role: 'convener' });
}

async function letInGuest(
  world: World,
  { by, slug, board }: { by: Actor; slug: string; board: string },
  right: GuestRight,
): Promise<Scene['guest']> {
  const { app, services } = world;
  const { id: link, code } = await world.guestLink(by, slug, { board, right });
  await world.join(code);
  const { id } = await app.db.selectFrom('guest').select('id').where('board_id', '=', board).executeTakeFirstOrThrow();
  const lobby = await world.guestLink(by, slug, { board, right, lobby: true });
  for (const name of ['Kasia', 'Zofia']) await world.join(lobby.code, { name });
  const waiting = (await services.guestLobby.list(by, slug, board)).map((one) => one.id);
  return { code, link, id, waiting };
}

function roleOf(who: Who): Role | null {
  return ROLES.find((role) => role === who) ?? null;
}

function rightOf(who: Who): GuestRight | null {
  if (who === 'guest who may edit') return 'edit';
  return who === 'guest who may look' ? 'look' : null;
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function beginRound(world: World, { board: boardId, session: sessionId }: { board: string; session: string }) {
  const id = nanoid();
  await openRepos(world.app.db).privateRounds.add({
    ...{ id, sessionId, boardId, stepId: 'think', authors: 'shown', checked: false, writersShown: true },
    ...{ state: 'writing', began: '2026-11-30T09:00:00.000Z', cards: [], counted: NOTHING_COUNTED },
  });
  return id;
}
