import type { GuestActor } from '../../src/lib/domain/access/actor.ts';
import type { LinkAsked } from '../../src/lib/domain/guests/guestLink.ts';
import type { TurnAsked } from '../../server/services/tables.ts';
import type { PrivateWorld } from './privateWorld.ts';

/** A device on which several people take turns, in a session. */
export class TableDevice {
  readonly here: PrivateWorld;
  readonly guestSecret: string;
  turnSecret = '';

  private constructor(here: PrivateWorld, guestSecret: string) {
    this.here = here;
    this.guestSecret = guestSecret;
  }

  static async setUp(here: PrivateWorld, link: Partial<LinkAsked> = {}, name = 'Table 1'): Promise<TableDevice> {
    const asked = { board: here.board, sharedBy: 3, ...link };
    const { code } = await here.world.guestLink(await here.ruth.actor(), here.slug, asked);
    return new TableDevice(here, (await here.world.join(code, { name, kind: 'other' })).secret);
  }

  get cookie(): string {
    const { app } = this.here.world;
    const [guest, turn] = [app.guestCookie(this.guestSecret, '2027-01-01T00:00:00.000Z'), app.turnCookie('')];
    return `${guest.name}=${this.guestSecret}; ${turn.name}=${this.turnSecret}`;
  }

  /** Who calls from the device where turns are had. */
  async actor(): Promise<GuestActor> {
    const { actor } = await this.here.world.app.identify(this.cookie, this.here.board, { inTurn: true });
    if (actor.kind !== 'guest') throw new Error('no guest');
    return actor;
  }

  /** Somebody's turn begins. */
  async next(asked: Partial<TurnAsked> = {}): Promise<GuestActor> {
    const { world, slug, board } = this.here;
    const turn = { board, number: null, name: '', kind: 'family', ...asked };
    this.turnSecret = await world.services.tables.begin(await this.actor(), slug, turn);
    return this.actor();
  }

  async end(): Promise<void> {
    const { world, slug, board } = this.here;
    await world.services.tables.end(await this.actor(), slug, board);
  }

  async page(actor?: GuestActor) {
    const { world, slug, board } = this.here;
    return world.services.takingPart.page(actor ?? (await this.actor()), slug, board);
  }
}
