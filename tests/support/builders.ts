import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../server/app.ts';
import { openApp } from '../../server/app.ts';
import { readConfig } from '../../server/config/config.ts';
import type { Log } from '../../server/log/log.ts';
import { SILENT } from '../../server/log/log.ts';
import type { GuestGiven, GuestIn } from '../../server/services/guestJoining.ts';
import type { Actor, GuestActor, Role } from '../../src/lib/domain/access/actor.ts';
import type { Scope } from '../../src/lib/domain/access/scope.ts';
import type { LinkAsked } from '../../src/lib/domain/guests/guestLink.ts';
import type { Organisation, OrganisationKind } from '../../src/lib/domain/organisations/organisation.ts';

export const PASSWORD = 'lantern-orchard-lane';

/** A link that anybody may write by. */
const LINK: LinkAsked = {
  ...{ right: 'edit', audience: 'anyone', days: 30, mostGuests: 100, password: '', sharedBy: 1 },
  ...{ lobby: false, moderators: [], session: '' },
};

/** Someone who can sign in. */
export interface Someone {
  id: string;
  name: string;
  email: string;
  organisation: Organisation;
  /** Who they are now, with the roles they have now. */
  actor(): Promise<Actor>;
}

/** The whole product in this process, on a data folder of its own. What a test needs is built by asking for it. */
export class World {
  readonly folder: string;
  app: App;
  #env: Record<string, string>;
  #log: Log;
  #next = 0;

  private constructor({ folder, app, env, log }: { folder: string; app: App; env: Record<string, string>; log: Log }) {
    this.folder = folder;
    this.app = app;
    this.#env = env;
    this.#log = log;
  }

  /** `log` hears what the server logs. */
  static async open(env: Record<string, string> = {}, log: Log = SILENT): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), 'throughline-world-'));
    return new World({ folder, app: await openApp(readConfig({ ...env, DATA_DIR: folder }), log), env, log });
  }

  get services(): App['services'] {
    return this.app.services;
  }

  /** A partnership's short name; made on the way where a test does not care. */
  async partnership(name = `Partnership ${this.#next++}`): Promise<string> {
    return (await this.services.people.createPartnership({ name })).slug;
  }

  organisation(kind: OrganisationKind = 'school'): Promise<Organisation> {
    return this.services.people.addOrganisation({ name: `Organisation ${this.#next++}`, kind });
  }

  /** A member of a partnership, or of none. */
  async person({ in: slug, role = 'contributor', organisation, operator = false }: NewSomeone = {}): Promise<Someone> {
    const number = this.#next++;
    const [name, email] = [`Person ${number}`, `person${number}@school.example`];
    const from = organisation ?? (await this.organisation());
    const { people } = this.services;
    const { id } = await people.addPerson({ name, email, password: PASSWORD, organisationId: from.id, operator });
    if (slug) await people.setRole({ slug, email, role });
    return { id, name, email, organisation: from, actor: () => this.#actor(email) };
  }

  /** A partnership with conveners of two organisations, and somebody who works with the first of them. */
  async twoConveners() {
    const slug = await this.partnership();
    const [ruth, tom] = [
      await this.person({ in: slug, role: 'convener' }),
      await this.person({ in: slug, role: 'convener' }),
    ];
    return { slug, ruth, tom, kay: await this.person({ in: slug, organisation: ruth.organisation }) };
  }

  async board(by: Someone, slug: string, { title = 'A board', scope }: { title?: string; scope?: Scope } = {}) {
    const { boards } = this.services;
    const { id } = await boards.create(await by.actor(), slug, { title, template: null });
    if (scope) await boards.share(await by.actor(), slug, { id, scope });
    return id;
  }

  /** A link that brings guests to a board, and what it is opened by. */
  async guestLink(by: Actor, slug: string, asked: { board: string } & Partial<LinkAsked>) {
    const made = await this.services.guestLinks.make(by, slug, { ...LINK, ...asked });
    return { ...made, code: made.path.replace('/g/', '') };
  }

  /** Comes in by a guest link, in a browser that is known already or in another. */
  join(code: string, given: Partial<GuestGiven> = {}, identity: string | null = null): Promise<GuestIn> {
    return this.services.guestJoining.join(code, { name: 'Marcin', kind: 'family', password: '', ...given }, identity);
  }

  /** Who comes to a board with the browser of a guest. */
  async visitor(secret: string, board: string): Promise<Actor> {
    const { name } = this.app.guestCookie(secret, '2026-01-01T00:00:00.000Z');
    return (await this.app.identify(`theme=dark; ${name}=${secret}`, board)).actor;
  }

  async guest(secret: string, board: string): Promise<GuestActor> {
    const actor = await this.visitor(secret, board);
    if (actor.kind !== 'guest') throw new Error('no guest');
    return actor;
  }

  /** Signs someone in and returns the secret of their cookie. */
  async signIn({ email }: { email: string }, { shared = false, device = 'A browser' } = {}): Promise<string> {
    return (await this.services.accounts.signIn({ email, password: PASSWORD, shared, device })).secret;
  }

  cookie(secret: string): string {
    return `theme=dark; ${this.app.signInCookie(secret, { expiresAt: null }).name}=${secret}`;
  }

  /** Ends the product and starts it again on the same folder. */
  async restart(): Promise<void> {
    await this.app.close();
    this.app = await openApp(readConfig({ ...this.#env, DATA_DIR: this.folder }), this.#log);
  }

  async end(): Promise<void> {
    await this.app.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #actor(email: string): Promise<Actor> {
    const secret = await this.signIn({ email });
    const { actor } = await this.app.identify(this.cookie(secret));
    await this.services.accounts.signOut(secret);
    return actor;
  }
}

interface NewSomeone {
  in?: string;
  role?: Role;
  organisation?: Organisation;
  operator?: boolean;
}
