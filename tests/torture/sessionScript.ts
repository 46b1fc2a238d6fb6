import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { SessionCommand } from '../../src/lib/domain/sessions/progress.ts';
import type { StepRules } from '../../src/lib/domain/sessions/rules.ts';
import { USUAL_VOTE } from '../../src/lib/domain/sessions/rules.ts';
import type { LiveSession } from '../../src/lib/domain/sessions/session.ts';
import type { StepKind } from '../../src/lib/domain/sessions/step.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { openRepos } from '../../server/storage/repos.ts';
import type { Chance } from '../support/chance.ts';
import { seededChance } from '../support/chance.ts';
import { eventually, PrivateWorld } from '../support/privateWorld.ts';
import type { RawClient } from '../support/syncClients.ts';

/** Somebody in the room: what they sign in with, and their lines. */
interface Someone {
  name: string;
  runs: boolean;
  votes: boolean;
  writes: boolean;
  cookie: string;
  actor: () => Promise<Actor>;
  board: RawClient | null;
  sheet: RawClient | null;
}

/** The session as everybody must be told of it. Counts come a moment later than the rest, and are looked at by F11's own tests. */
type Told = Omit<LiveSession, 'secret' | 'ballot'> & { secret: unknown; ballot: unknown };

const STEPS: readonly (readonly [StepKind, Partial<StepRules>])[] = [
  ['think', { writing: 'private', authors: 'shown', reveal: 'asked' }],
  ['vote', { vote: USUAL_VOTE }],
  ['discuss', { writing: 'closed' }],
  ['vote', { vote: { ...USUAL_VOTE, dots: 5, perCard: 2 } }],
];
const SIZES = { bursts: 14, most: 4 };
/** What the server may answer to a command that is not allowed, or comes too late. */
const REFUSALS = new Set([
  'notFound',
  'notAllowed',
  'signIn.needed',
  'input.invalid',
  'ballot.closed',
  'session.noVote',
  'session.other',
  'session.over',
  'private.over',
]);

/**
 * A session that many people run, write and vote in at once, by chance: late, twice and by whom it is not for. After each
 * burst everything is held against what was promised.
 */
export class Meeting {
  readonly script: string[] = [];
  readonly faults: string[] = [];
  #chance: Chance;
  #room!: PrivateWorld;
  #people: Someone[] = [];
  /** Private words nobody but their writer has been shown, and whose they are. */
  #hidden = new Map<string, Someone>();
  #heard = new Map<Someone, Buffer[]>();
  /** What was taken of each in each ballot, last. */
  #votes = new Map<string, Map<Someone, ReadonlyMap<string, number>>>();
  #seen: string[] = [];
  #words = 0;

  constructor(seed: number) {
    this.#chance = seededChance(seed);
  }

  async run(): Promise<void> {
    this.#room = await PrivateWorld.start({ authors: 'hidden' });
    try {
      await this.#prepare();
      for (let burst = 0; burst < SIZES.bursts && this.faults.length === 0; burst++) await this.#burst();
      if (this.faults.length === 0) await this.#close();
    } finally {
      await this.#room.end();
    }
  }

  get #address() {
    return { board: this.#room.board, session: this.#room.session };
  }

  async #prepare(): Promise<void> {
    const room = this.#room;
    const ruth = await room.ruth.actor();
    for (const [kind, rules] of STEPS) {
      const plain = newStep(kind);
      const draft = { ...plain, title: `A ${kind}`, instructions: '', rules: { ...plain.rules, ...rules } };
      await room.world.services.sessions.saveStep(ruth, room.slug, { ...this.#address, step: null, draft });
    }
    await this.#add('Ruth', { runs: true, cookie: await room.ruthsCookie(), actor: () => room.ruth.actor() });
    for (const [name, role] of [
      ['Omar', 'facilitator'],
      ['Ana', 'contributor'],
      ['Ben', 'contributor'],
      ['Vi', 'viewer'],
    ] as const) {
      const { cookie, actor } = await room.member(role);
      const writes = role !== 'viewer';
      await this.#add(name, { runs: role === 'facilitator', votes: writes, writes, cookie, actor: () => actor() });
    }
    const guest = await room.guest();
    await this.#add('Marcin', { cookie: guest.cookie, actor: () => Promise.resolve(guest.actor) });
    await this.#room.command({ is: 'next', step: this.#room.step });
    const ana = this.#people.find(({ name }) => name === 'Ana');
    for (const words of ['A nurse', 'A breakfast', 'A walk', 'A garden'])
      if (ana?.board) await room.write(ana.board, words);
  }

  async #add(name: string, given: Pick<Someone, 'cookie' | 'actor'> & Partial<Someone>): Promise<void> {
    const person = { runs: false, votes: true, writes: true, ...given, name, board: null, sheet: null };
    this.#people.push(person);
    await this.#come(person);
  }

  async #come(person: Someone): Promise<void> {
    person.board = await this.#room.open(person.cookie, 'board', person.name);
    this.#heard.set(person, this.#room.heard.get(person.name) ?? []);
  }

  /** Several things at once; then all is held against what was promised. */
  async #burst(): Promise<void> {
    const count = 1 + this.#chance.below(SIZES.most);
    const voters = new Set<Someone>();
    const doings = Array.from({ length: count }, () => this.#anything(voters));
    for (const { status, reason } of (await Promise.allSettled(doings)) as { status: string; reason?: unknown }[]) {
      if (status === 'fulfilled') continue;
      if (reason instanceof DomainError && REFUSALS.has(reason.code)) continue;
      this.faults.push(`unexpected: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`);
    }
    await this.#room.settled();
    await this.#judge();
  }

  #anything(voters: Set<Someone>): Promise<unknown> {
    const kind = this.#chance.below(100);
    if (kind < 40) return this.#command();
    if (kind < 60) return this.#write();
    if (kind < 72) return this.#private();
    if (kind < 86) return this.#vote(voters);
    if (kind < 94) return this.#ballot();
    return this.#leaveAndCome();
  }

  #note(words: string): void {
    this.script.push(words);
  }

  /** What a page shows may be old: the command then names a step that was left. */
  #stepSeen(by: Someone): string {
    const session = sessionOf(by);
    if (session) this.#seen.push(session.current.step);
    return this.#chance.odds(0.2) && this.#seen.length > 0
      ? this.#chance.pick(this.#seen)
      : (session?.current.step ?? '');
  }

  async #command(): Promise<void> {
    const by = this.#chance.pick(this.#people);
    const step = this.#stepSeen(by);
    const is = this.#chance.pick(['next', 'next', 'next', 'back', 'skip', 'pause', 'resume', 'extend'] as const);
    const allowed = sessionOf(by)?.current.allowed ?? 0;
    const command: SessionCommand = is === 'extend' ? { is, step, allowed, minutes: 5 } : { is, step };
    // The last step stays: what comes after the end is looked at once, when all is done.
    const steps = sessionOf(by)?.steps ?? [];
    if ((is === 'next' || is === 'skip') && step === steps.at(-1)?.id) return;
    this.#note(`${by.name}: ${is} ${step}`);
    await this.#asks(by, async (actor) => {
      await this.#room.world.services.sessionRuns.command(actor, this.#room.slug, { ...this.#address, command });
    });
  }

  async #write(): Promise<void> {
    const by = this.#chance.pick(this.#people.filter(({ writes }) => writes));
    const secret = sessionOf(by)?.secret;
    if (!secret || secret.state !== 'writing' || secret.step !== sessionOf(by)?.current.step) return;
    const words = `canary-number-${String(++this.#words).padStart(10, '0')}`;
    this.#note(`${by.name} writes ${words}`);
    this.#hidden.set(words, by);
    const sheet = await this.#room.open(by.cookie, 'mine', `${by.name}'s own`);
    try {
      if (sheet.closed === null) await this.#room.write(sheet, words);
    } catch {
      // The round ended meanwhile: it stays with its writer.
    }
    sheet.socket.close();
  }

  async #private(): Promise<void> {
    const by = this.#chance.pick(this.#people);
    const secret = sessionOf(by)?.secret;
    if (!secret) return;
    const is = this.#chance.odds(0.6) ? 'reveal' : 'takeBack';
    this.#note(`${by.name}: ${is}`);
    const { privateRounds } = this.#room.world.services;
    await this.#asks(by, async (actor) => {
      // From the moment it is asked, cards of the round may be anywhere.
      if (by.runs && is === 'reveal') this.#hidden.clear();
      await privateRounds[is](actor, this.#room.slug, { board: this.#room.board, round: secret.round });
    });
  }

  async #vote(voters: Set<Someone>): Promise<void> {
    const by = this.#chance.pick(this.#people);
    const ballot = sessionOf(by)?.ballot;
    if (!ballot || voters.has(by)) return;
    voters.add(by);
    const dots = this.#chance.odds(0.2) ? ballot.rules.dots + 1 : this.#chance.below(ballot.rules.dots + 1);
    const said = new Map<string, number>();
    for (let dot = 0; dot < dots && ballot.cards.length > 0; dot++) {
      const card = this.#chance.pick(ballot.cards);
      said.set(card, (said.get(card) ?? 0) + 1);
    }
    this.#note(`${by.name} votes ${[...said.values()].join('+')} in ${ballot.id}`);
    const isWithin = dots <= ballot.rules.dots && [...said.values()].every((count) => count <= ballot.rules.perCard);
    const votes = [...said].map(([card, value]) => ({ card, value }));
    const address = { board: this.#room.board, ballot: ballot.id, votes };
    await this.#room.world.services.votes.cast(await by.actor(), this.#room.slug, address);
    if (!by.votes || !(isWithin || said.size === 0))
      this.faults.push(`a vote of ${by.name} was taken that is not allowed`);
    const taken = this.#votes.get(ballot.id) ?? new Map<Someone, ReadonlyMap<string, number>>();
    this.#votes.set(ballot.id, taken.set(by, said));
  }

  async #ballot(): Promise<void> {
    const by = this.#chance.pick(this.#people);
    const ballot = sessionOf(by)?.ballot;
    if (!ballot) return;
    const command = this.#chance.pick(['close', 'reopen', 'reveal'] as const);
    this.#note(`${by.name}: ${command} ${ballot.id}`);
    await this.#asks(by, async (actor) => {
      const asked = { ...this.#address, ballot: ballot.id, command };
      await this.#room.world.services.ballots.command(actor, this.#room.slug, asked);
    });
  }

  /** Only who may run the session is heard. */
  async #asks(by: Someone, ask: (actor: Actor) => Promise<void>): Promise<void> {
    await ask(await by.actor());
    if (!by.runs) this.faults.push(`${by.name} was heard`);
  }

  async #leaveAndCome(): Promise<void> {
    const person = this.#chance.pick(this.#people);
    this.#note(`${person.name} leaves and comes back`);
    person.board?.socket.terminate();
    await this.#come(person);
  }

  async #judge(): Promise<void> {
    const { sessions } = openRepos(this.#room.world.app.db);
    const record = await sessions.byId(this.#room.board, this.#room.session);
    if (record?.progress.is !== 'running') return void this.faults.push('the session does not go on');
    const { startedAt, current, passed } = record.progress;
    if (!record.agenda.some(({ id }) => id === current.step)) this.faults.push('no step of the agenda is on');
    const spent = passed.reduce((sum, { took }) => sum + took, 0);
    if (passed.some(({ took }) => took < 0) || spent > Date.parse(current.began) - Date.parse(startedAt))
      this.faults.push('the times of the steps are more than there was');
    if (current.paused < 0 || current.allowed <= 0) this.faults.push('a step has no time');
    const live = await sessions.live(this.#room.board);
    const told = JSON.stringify(live && toldOf(live));
    for (const person of this.#people) {
      const agrees = () => {
        const session = sessionOf(person);
        return Promise.resolve(JSON.stringify(session && toldOf(session)) === told);
      };
      await eventually(agrees, `${person.name} to be told what the server has`).catch((error: unknown) => {
        this.faults.push(`${String(error)}: ${JSON.stringify(sessionOf(person))} is not ${told}`);
      });
    }
    this.#judgeSecrets();
    await this.#judgeVotes();
  }

  /** Nobody heard words that are not theirs. */
  #judgeSecrets(): void {
    for (const [words, writer] of this.#hidden) {
      for (const [person, heard] of this.#heard) {
        if (person !== writer && heard.some((bytes) => bytes.includes(words)))
          this.faults.push(`${person.name} heard ${words}`);
      }
    }
  }

  /** What was revealed is what was taken, of everyone once. */
  async #judgeVotes(): Promise<void> {
    const { ballots } = openRepos(this.#room.world.app.db);
    for (const ballot of await ballots.ofSession(this.#room.session)) {
      if (!ballot.revealed) continue;
      const taken = [...(this.#votes.get(ballot.id)?.values() ?? [])];
      for (const { card, total } of ballot.revealed.cards) {
        const sum = taken.reduce((all, votes) => all + (votes.get(card) ?? 0), 0);
        if (sum !== total) this.faults.push(`card ${card} has ${total} and should have ${sum} in ${ballot.id}`);
      }
    }
  }

  /** The end, said by all at once; nothing is heard after it. */
  async #close(): Promise<void> {
    const facilitators = this.#people.filter(({ runs }) => runs);
    const { sessionRuns } = this.#room.world.services;
    const step = sessionOf(facilitators[0] as Someone)?.current.step ?? '';
    const command = { is: 'end', step } as const;
    const end = async (by: Someone) =>
      sessionRuns.command(await by.actor(), this.#room.slug, { ...this.#address, command });
    await Promise.all(facilitators.map(end));
    for (const person of this.#people) {
      await eventually(() => Promise.resolve(sessionOf(person) === null), `${person.name} to hear that it is over`);
    }
    await Promise.all(facilitators.map(end));
    const { sessions } = openRepos(this.#room.world.app.db);
    const record = await sessions.byId(this.#room.board, this.#room.session);
    if (record?.progress.is !== 'ended') this.faults.push('the session goes on after its end');
  }
}

/** What somebody's page knows of the session: by hello, and by every notice since. */
function sessionOf({ board }: Someone): LiveSession | null {
  const notice = board?.notices.findLast((one) => one?.topic === 'session');
  if (notice?.topic === 'session') return notice.session;
  return board?.hello?.session ?? null;
}

function toldOf({ secret, ballot, ...session }: LiveSession): Told {
  return {
    ...session,
    secret: secret && { round: secret.round, step: secret.step, state: secret.state },
    ballot: ballot && {
      id: ballot.id,
      step: ballot.step,
      state: ballot.state,
      cards: ballot.cards,
      results: ballot.results,
    },
  };
}
