import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import type {
  DataProtection,
  PrivacyPage,
  SafeguardingContact,
  WorriedContact,
} from '../../src/lib/domain/partnerships/contacts.ts';
import {
  dataProtectionFaults,
  readDataProtection,
  readSafeguarding,
  safeguardingFaults,
} from '../../src/lib/domain/partnerships/contacts.ts';
import type { Organisation } from '../../src/lib/domain/organisations/organisation.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { hashSecret } from '../auth/secrets.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Partnership } from '../storage/repos/partnershipRepo.ts';
import { writeAudit } from './auditWriter.ts';
import { partnershipFor, signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';

/** Who asks: a member, a browser that came as a guest, or whoever holds a guest link and has not come in yet. */
export interface Reader {
  actor: Actor;
  /** What a guest's browser is known by. */
  identity: string | null;
  /** The secret of a guest link. */
  link: string | null;
}

/** Who answers for data, and whom to tell about a worry: what conveners fill in and everyone who takes part may read. */
export class ContactService {
  #context: ServiceContext;
  #hostedBy: string | null;

  constructor(context: ServiceContext, { hostedBy }: { hostedBy: string | null }) {
    this.#context = context;
    this.#hostedBy = hostedBy;
  }

  /** What is filled in so far, for whoever may change it. */
  async settings(actor: Actor, slug: string) {
    const { repos } = this.#context;
    const { id } = await partnershipFor(repos, actor, { slug, action: 'partnership.settings' });
    return {
      organisations: await repos.organisations.inPartnership(id),
      dataProtection: await repos.contacts.dataProtection(id),
      safeguarding: await repos.contacts.safeguarding(id),
    };
  }

  /** Says who answers for data. Throws `input.invalid` with the fields at fault. */
  async setDataProtection(actor: Actor, slug: string, given: DataProtection): Promise<void> {
    const { repos } = this.#context;
    const { id } = await partnershipFor(repos, actor, { slug, action: 'partnership.settings' });
    const known = (await repos.organisations.inPartnership(id)).map((organisation) => organisation.id);
    const read = readDataProtection(given);
    refuseFaults(dataProtectionFaults(read, known));
    await this.#change(actor, id, { event: 'partnership.privacyChanged', values: read });
  }

  /** Says whom to tell about a worry. Throws `input.invalid` with the fields at fault. */
  async setSafeguarding(actor: Actor, slug: string, given: SafeguardingContact): Promise<void> {
    const { id } = await partnershipFor(this.#context.repos, actor, { slug, action: 'partnership.settings' });
    const read = readSafeguarding(given);
    refuseFaults(safeguardingFaults(read));
    await this.#change(actor, id, { event: 'partnership.safeguardingChanged', values: read });
  }

  /** `notFound` for whoever takes no part in it. */
  async privacy(reader: Reader, slug: string): Promise<PrivacyPage> {
    const { repos } = this.#context;
    const partnership = (await this.#readable(reader)).find((one) => one.slug === slug);
    if (!partnership) throw new DomainError('notFound');
    const { id: partnershipId, name } = partnership;
    const found = await repos.contacts.dataProtection(partnershipId);
    const organisations = await repos.organisations.inPartnership(partnershipId);
    const controllers = controllersOf(found, organisations);
    const { officer, email, phone } = found ?? { officer: '', email: '', phone: '' };
    return {
      ...{ partnership: name, host: this.#hostedBy, controllers },
      officer: found ? { officer, email, phone } : null,
      maySet: can(reader.actor, 'partnership.settings', { partnershipId }),
    };
  }

  /**
   * Whom to tell, in every partnership whoever asks takes part in, or in one of them. Empty for a stranger: they are shown
   * the numbers that are for everyone. That somebody looked is written down nowhere.
   */
  async worried(reader: Reader, slug: string | null): Promise<WorriedContact[]> {
    const partnerships = (await this.#readable(reader)).filter((one) => slug === null || one.slug === slug);
    return Promise.all(
      partnerships.map(async ({ id: partnershipId, slug: here, name }) => ({
        ...{ slug: here, partnership: name },
        contact: await this.#context.repos.contacts.safeguarding(partnershipId),
        maySet: can(reader.actor, 'partnership.settings', { partnershipId }),
      })),
    );
  }

  /**
   * The partnerships somebody takes part in: as a member, as a guest of a board, or as one who is invited to one. A link
   * that is over, or was closed for all, invites nobody.
   */
  async #readable({ actor, identity, link }: Reader): Promise<Partnership[]> {
    const { repos, surroundings } = this.#context;
    const guest = identity && (await repos.guests.identity(hashSecret(identity)));
    const present = guest ? await repos.guests.present(guest, surroundings.now()) : [];
    const opened = link && (await repos.guestLinks.byToken(hashSecret(link)));
    const isInvited = opened && opened.door !== 'closed' && opened.endsAt > surroundings.now();
    const boardIds = [...present.map(({ boardId }) => boardId), ...(isInvited ? [opened.boardId] : [])];
    const boards = await Promise.all(boardIds.map((id) => repos.boards.byId(id)));
    const roles = actor.kind === 'person' ? Object.keys(actor.roles) : [];
    const ids = new Set([...roles, ...boards.flatMap((board) => board?.partnershipId ?? [])]);
    const found = await Promise.all([...ids].map((id) => repos.partnerships.byId(id)));
    return found.filter((one) => one !== null).sort((a, b) => a.name.localeCompare(b.name));
  }

  async #change(
    actor: Actor,
    partnershipId: string,
    to:
      | { event: 'partnership.privacyChanged'; values: DataProtection }
      | { event: 'partnership.safeguardingChanged'; values: SafeguardingContact },
  ): Promise<void> {
    const { db, surroundings } = this.#context;
    await inTransaction(db, async (repos) => {
      if (to.event === 'partnership.privacyChanged') await repos.contacts.setDataProtection(partnershipId, to.values);
      else await repos.contacts.setSafeguarding(partnershipId, to.values);
      await writeAudit(repos, surroundings, { event: to.event, actorId: signedIn(actor).id, partnershipId });
    });
  }
}

/** Names of the controllers that are in the partnership now: one that left answers for nothing here any more. */
export function controllersOf(found: DataProtection | null, organisations: readonly Organisation[]): string[] {
  const ids = new Set(found?.controllers ?? []);
  return organisations.filter(({ id }) => ids.has(id)).map(({ name }) => name);
}
