import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../server/app.ts';
import { openApp } from '../../server/app.ts';
import { readConfig } from '../../server/config/config.ts';
import { SILENT } from '../../server/log/log.ts';
import type { Actor, Role } from '../../src/lib/domain/access/actor.ts';
import type { Scope } from '../../src/lib/domain/access/scope.ts';
import type { Organisation, OrganisationKind } from '../../src/lib/domain/organisations/organisation.ts';

export const PASSWORD = 'lantern-orchard-lane';

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
  #next = 0;

  private constructor({ folder, app, env }: { folder: string; app: App; env: Record<string, string> }) {
    this.folder = folder;
    this.app = app;
    this.#env = env;
  }

  static async open(env: Record<string, string> = {}): Promise<World> {
    const folder = mkdtempSync(join(tmpdir(), 'throughline-world-'));
    return new World({ folder, app: await open(folder, env), env });
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

  async board(by: Someone, slug: string, { title = 'A board', scope }: { title?: string; scope?: Scope } = {}) {
    const { boards } = this.services;
    const { id } = await boards.create(await by.actor(), slug, { title, template: null });
    if (scope) await boards.share(await by.actor(), slug, { id, scope });
    return id;
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
    this.app = await open(this.folder, this.#env);
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

function open(folder: string, env: Record<string, string>): Promise<App> {
  return openApp(readConfig({ ...env, DATA_DIR: folder }), SILENT);
}
