import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nanoid } from 'nanoid';
import type { GuestActor } from '../../src/lib/domain/access/actor.ts';
import { openRepos } from '../../server/storage/repos.ts';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import type { StepRules } from '../../src/lib/domain/sessions/rules.ts';
import type { PrivateNow } from '../../src/lib/domain/sessions/privateRound.ts';
import type { SessionCommand } from '../../src/lib/domain/sessions/progress.ts';
import { newStep } from '../../src/lib/domain/sessions/step.ts';
import type { Someone } from './builders.ts';
import { World } from './builders.ts';
import { RawClient, until } from './syncClients.ts';

const PLAN = { title: 'Health hub', day: '', from: '', until: '', place: '', meeting: '' };

/** A running session whose only steps are private writing, then a share, with real sockets to everything. */
export class PrivateWorld {
  readonly world: World;
  readonly slug: string;
  readonly ruth: Someone;
  readonly board: string;
  /** Every byte that came in at whoever listens, by who. */
  readonly heard = new Map<string, Buffer[]>();
  session = '';
  step = '';
  #server = createServer();
  #clients: RawClient[] = [];

  private constructor(world: World, { slug, ruth, board }: { slug: string; ruth: Someone; board: string }) {
    this.world = world;
    this.slug = slug;
    this.ruth = ruth;
    this.board = board;
  }

  static async start(rules: Partial<StepRules> = {}, world?: World): Promise<PrivateWorld> {
    const opened = world ?? (await World.open());
    const slug = await opened.partnership();
    const ruth = await opened.person({ in: slug, role: 'facilitator' });
    const made = new PrivateWorld(opened, { slug, ruth, board: await opened.board(ruth, slug) });
    await made.listen();
    await made.#prepare(rules);
    return made;
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/sync`;
  }

  async listen(): Promise<void> {
    this.#server = createServer();
    this.#server.on('upgrade', (request, socket, head) => this.world.app.sync.handleUpgrade(request, socket, head));
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
  }

  /** A member with a browser: what they sign in with, and who they are. */
  async member(role: 'contributor' | 'viewer' | 'facilitator' = 'contributor'): Promise<Someone & { cookie: string }> {
    const person = await this.world.person({ in: this.slug, role });
    return { ...person, cookie: this.world.cookie(await this.world.signIn(person)) };
  }

  async guest(name = 'Marcin', right = 'edit'): Promise<{ actor: GuestActor; cookie: string }> {
    const { code } = await this.world.guestLink(await this.ruth.actor(), this.slug, { board: this.board, right });
    const { secret } = await this.world.join(code, { name });
    const cookie = `${this.world.app.guestCookie(secret, '2026-01-01T00:00:00.000Z').name}=${secret}`;
    return { actor: await this.world.guest(secret, this.board), cookie };
  }

  async ruthsCookie(): Promise<string> {
    return this.world.cookie(await this.world.signIn(this.ruth));
  }

  /** Opens the board, or one's own private cards there, and notes every byte. */
  async open(cookie: string, kind: 'board' | 'mine', who = cookie): Promise<RawClient> {
    const client = new RawClient({ url: this.url }, null, { cookie, path: `${kind}/${this.board}` });
    const heard = this.heard.get(who) ?? [];
    this.heard.set(who, heard);
    client.socket.on('message', (data: Buffer) => heard.push(Buffer.from(data)));
    this.#clients.push(client);
    return client.join();
  }

  /** Adds a private card and waits until the server has it. Returns its id. */
  async write(sheet: RawClient, text: string, zone: string | null = null): Promise<string> {
    const id = nanoid();
    const card = { id, by: sheet.hello?.me ?? null, made: '2026-11-30T09:00:00.000Z', at: [0, 0], z: 'a0' } as const;
    sheet.edit((doc) => new BoardDoc(doc).addCards([{ ...card, type: 'idea', text, zone }], { by: card.by }));
    await sheet.settled();
    return id;
  }

  async secret(): Promise<PrivateNow> {
    const live = await this.world.services.sessionRuns.live(await this.ruth.actor(), this.slug, this.board);
    if (!live?.secret) throw new Error('nothing is written privately');
    return live.secret;
  }

  async round() {
    return { board: this.board, round: (await this.secret()).round };
  }

  async reveal(): Promise<void> {
    await this.world.services.privateRounds.reveal(await this.ruth.actor(), this.slug, await this.round());
  }

  async takeBack(): Promise<void> {
    await this.world.services.privateRounds.takeBack(await this.ruth.actor(), this.slug, await this.round());
  }

  async command(command: SessionCommand): Promise<void> {
    const address = { board: this.board, session: this.session, command };
    await this.world.services.sessionRuns.command(await this.ruth.actor(), this.slug, address);
  }

  /** As if the step had gone on for its time; told to nobody yet. */
  async timeIsUp(): Promise<void> {
    const { sessions } = openRepos(this.world.app.db);
    const session = await sessions.byId(this.board, this.session);
    if (session?.progress.is !== 'running') throw new Error('no session goes on');
    const { progress } = session;
    await sessions.set({ ...session, progress: { ...progress, current: { ...progress.current, allowed: 0 } } });
  }

  /** Cards on the board, in reading order. */
  cards() {
    return this.world.app.documents.read(`board/${this.board}`, (doc) =>
      [...new BoardDoc(doc).items()].flatMap((item) => (item.kind === 'card' ? [item] : [])),
    );
  }

  async texts(): Promise<string[]> {
    return (await this.cards()).map(({ text }) => text).sort();
  }

  /** Waits for all that was announced. */
  async settled(): Promise<void> {
    await this.world.services.secretWork.counts.settled();
  }

  async hangUp(): Promise<void> {
    for (const client of this.#clients.splice(0)) client.socket.terminate();
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async end(): Promise<void> {
    await this.hangUp();
    await this.world.end();
  }

  async #prepare(rules: Partial<StepRules>): Promise<void> {
    const { sessions } = this.world.services;
    const ruth = await this.ruth.actor();
    this.session = (await sessions.make(ruth, this.slug, { ...PLAN, board: this.board, like: '' })).id;
    const address = { board: this.board, session: this.session, step: null };
    const think = newStep('think');
    const draft = { ...think, title: 'Write alone', instructions: '', rules: { ...think.rules, ...rules } };
    this.step = (await sessions.saveStep(ruth, this.slug, { ...address, draft })).step;
    const share = { ...newStep('share'), title: 'Share', instructions: '' };
    await sessions.saveStep(ruth, this.slug, { ...address, draft: share });
    await this.command({ is: 'start' });
  }
}

/** Resolves when an answer is as wanted; asks again until then. */
export async function eventually(holds: () => Promise<boolean>, what: string): Promise<void> {
  let answer = false;
  let asking = false;
  await until(() => {
    if (!asking && !answer) {
      asking = true;
      void holds().then((is) => {
        answer = is;
        asking = false;
      });
    }
    return answer;
  }, what);
}
