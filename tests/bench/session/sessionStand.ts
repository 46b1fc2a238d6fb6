/** A session on the real server: a facilitator with a browser, and guests by a link, each with a line of their own. */
import type { GuestKind } from '../../../src/lib/domain/guests/guest.ts';
import { LiveServer } from '../../support/liveServer.ts';
import { Visitor } from '../../support/visitor.ts';
import { Participant } from './participant.ts';

const KINDS: readonly GuestKind[] = ['family', 'school', 'nhs', 'council', 'voluntary'];
/** At once, as people who come into a hall do. */
const AT_ONCE = 10;

export interface Guest {
  browser: Visitor;
  line: Participant;
}

export interface SessionStand {
  server: LiveServer;
  /** Path of the board's page. */
  board: string;
  boardId: string;
  facilitator: Visitor;
  guests: readonly Guest[];
  /** Path of the session's page. */
  session: string;
  /** Opens another room to each guest, such as that of their own cards. */
  open(room: string): Promise<Participant[]>;
  close(): Promise<void>;
}

/** A step as the form for it says it. */
export type StepForm = Readonly<Record<string, string>>;

export async function sessionStand(people: number, steps: readonly StepForm[]): Promise<SessionStand> {
  const server = await LiveServer.open();
  const sample = await server.loadSample();
  const { id: boardId } = await server.newBoard(sample.partnership, { title: 'A full hall' });
  const board = `/partnerships/${sample.partnership}/boards/${boardId}`;
  const facilitator = new Visitor(server.url);
  const convener = sample.people.find(({ role }) => role === 'convener');
  if (!convener) throw new Error('the sample has no convener');
  await facilitator.signIn(convener);
  const session = await prepare(facilitator, board, steps);
  const browsers = await join(facilitator, board, people);
  const open = (room: string) => openAll(room, { port: server.port, browsers });
  const lines = await open(`board/${boardId}`);
  const guests = browsers.flatMap((browser, nth) => ({ browser, line: lines[nth] ?? [] }) as Guest);
  const close = () => server.close();
  return { server, board, boardId, facilitator, guests, session, open, close };
}

async function prepare(facilitator: Visitor, board: string, steps: readonly StepForm[]): Promise<string> {
  const plan = { title: 'A full hall', day: '', from: '', until: '', place: '', meeting: '', like: '' };
  const made = await facilitator.post(`${board}/sessions/new`, plan);
  const session = made.headers.get('location') ?? '';
  for (const step of steps) {
    const answer = await facilitator.post(`${session}?/step`, step);
    if (answer.status !== 200) throw new Error(`the step ${step['title']} was refused: ${await answer.text()}`);
  }
  return session;
}

/** Guests by one link, of several kinds of organisation. */
async function join(facilitator: Visitor, board: string, people: number): Promise<Visitor[]> {
  const asked = { right: 'edit', audience: 'anyone', days: '1', mostGuests: String(people), password: '' };
  await facilitator.post(`${board}/guests?/make`, asked);
  const link = /\/g\/[\w-]{20,}/.exec(await (await facilitator.get(`${board}/guests`)).text())?.[0] ?? '';
  const browsers: Visitor[] = [];
  for (let from = 0; from < people; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, people - from) }, async (_, at) => {
      const browser = new Visitor(facilitator.origin);
      const guest = { guestName: `Guest ${from + at + 1}`, kind: KINDS[(from + at) % KINDS.length] ?? 'family' };
      const answer = await browser.post(link, guest);
      if (answer.status !== 303) throw new Error(`a guest could not join: ${answer.status}`);
      return browser;
    });
    browsers.push(...(await Promise.all(some)));
  }
  return browsers;
}

async function openAll(
  room: string,
  { port, browsers }: { port: number; browsers: readonly Visitor[] },
): Promise<Participant[]> {
  const lines = browsers.map(({ cookie }) => new Participant(room, { port, cookie }));
  await Promise.all(lines.map((line) => line.when('the document', () => line.isThere)));
  return lines;
}
