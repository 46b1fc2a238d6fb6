import type { Actor, Role } from '../../src/lib/domain/access/actor.ts';
import { isRole } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import { emailFault, normaliseEmail } from '../../src/lib/domain/accounts/rules.ts';
import type {
  Draft,
  Invitation,
  InvitationPage,
  InvitationSummary,
} from '../../src/lib/domain/invitations/invitation.ts';
import {
  ASKED_AGAIN_MINUTES,
  MAX_ADDRESSES,
  MAX_LINK_USES,
  MAX_MESSAGE,
  MAX_WAITING,
  newInvitation,
  readAddresses,
  stateOf,
} from '../../src/lib/domain/invitations/invitation.ts';
import { lastDayFault, WITHOUT_END } from '../../src/lib/domain/partnerships/membership.ts';
import { dayIn } from '../../src/lib/domain/shared/day.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { addMinutes } from '../../src/lib/domain/shared/surroundings.ts';
import { hashSecret, newSecret } from '../auth/secrets.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Partnership } from '../storage/repos/partnershipRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { partnershipFor, signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import { writeInvitation } from './invitationLetters.ts';
import type { MailService } from './mail.ts';
import { organisationsFor } from './organisationSubjects.ts';

export interface PeopleToInvite {
  /** As it was pasted. */
  addresses: string;
  role: string;
  /** Id of the organisation they will join. */
  organisation: string;
  message: string;
  /** The last day of their access; left out or empty without one. */
  endsOn?: string;
  /** They work for no member organisation: then a last day has to be there. */
  independent?: boolean;
}

export interface Invited {
  /** Addresses that were sent an invitation. */
  sent: readonly string[];
  /** Addresses of people who are in the partnership already. */
  members: readonly string[];
}

const MOST_LISTED = 500;

/** Asking people and organisations in. */
export class InvitationService {
  #context: ServiceContext;
  #mail: MailService;

  constructor(context: ServiceContext, mail: MailService) {
    this.#context = context;
    this.#mail = mail;
  }

  /** Where the person may invite people into. */
  async organisations(actor: Actor, slug: string): Promise<{ id: string; name: string }[]> {
    const { repos } = this.#context;
    const { id } = await partnershipFor(repos, actor, { slug, action: 'people.manage' });
    const subjects = await organisationsFor(repos, id);
    return subjects
      .filter(({ subject }) => can(actor, 'organisation.people', subject))
      .map(({ organisation }) => ({ id: organisation.id, name: organisation.name }));
  }

  /** Invites everyone on the list who is not in the partnership. One who waits already gets a new link. */
  async invite(actor: Actor, slug: string, asked: PeopleToInvite): Promise<Invited> {
    const { role, organisationId, partnership } = await this.#judge(actor, slug, asked);
    const term = { endsOn: asked.endsOn ?? '', independent: asked.independent ?? false };
    const { addresses, wrong } = readAddresses(asked.addresses);
    const isTooLong = addresses.length > MAX_ADDRESSES;
    refuseFaults({
      addresses: wrong.length > 0 ? 'emailShape' : isTooLong ? 'tooMany' : addresses.length === 0 ? 'missing' : null,
      message: asked.message.length > MAX_MESSAGE ? 'tooLong' : null,
      endsOn: lastDayFault(term, dayIn(this.#context.surroundings.now())),
    });
    const members = await this.#context.repos.memberships.members(partnership.id);
    const there = new Set(members.map(({ email }) => email));
    const sent = addresses.filter((address) => !there.has(address));
    const draft = { kind: 'person', organisationId, role, message: asked.message.trim(), uses: null } as const;
    const { independent } = term;
    const drafts = sent.map((address) => ({ ...draft, address, endsOn: term.endsOn || null, independent }));
    await this.#make(actor, partnership, drafts);
    return { sent, members: addresses.filter((address) => there.has(address)) };
  }

  /** Invites an organisation that is not in the partnership, by the address of its first convener. */
  async inviteOrganisation(actor: Actor, slug: string, asked: { address: string; message: string }): Promise<void> {
    const partnership = await this.#partnership(actor, slug);
    const address = normaliseEmail(asked.address);
    refuseFaults({
      address: emailFault(asked.address),
      message: asked.message.length > MAX_MESSAGE ? 'tooLong' : null,
    });
    const members = await this.#context.repos.memberships.members(partnership.id);
    if (members.some(({ email }) => email === address))
      throw new DomainError('input.invalid', { address: 'memberAlready' });
    const draft = { kind: 'organisation', organisationId: null, role: 'convener', uses: null, ...WITHOUT_END } as const;
    await this.#make(actor, partnership, [{ ...draft, address, message: asked.message.trim() }]);
  }

  /** Makes a link that gives whoever has it an invitation of their own. Returns its secret, which is kept nowhere. */
  async makeLink(
    actor: Actor,
    slug: string,
    asked: { role: string; organisation: string; uses: number },
  ): Promise<{ path: string }> {
    const { role, organisationId, partnership } = await this.#judge(actor, slug, asked);
    const isMany = !Number.isInteger(asked.uses) || asked.uses < 1 || asked.uses > MAX_LINK_USES;
    refuseFaults({ uses: isMany ? 'unknownChoice' : null, role: role === 'convener' ? 'unknownChoice' : null });
    const draft = { kind: 'link', organisationId, role, message: '', address: null, ...WITHOUT_END } as const;
    const [secret = ''] = await this.#make(actor, partnership, [{ ...draft, uses: asked.uses }]);
    return { path: joinPath(secret) };
  }

  /** Those that wait and those that were answered lately. */
  async list(actor: Actor, slug: string): Promise<InvitationSummary[]> {
    const { repos, surroundings } = this.#context;
    const { id: partnershipId } = await this.#partnership(actor, slug);
    const found = await repos.invitations.list(partnershipId, MOST_LISTED);
    const now = surroundings.now();
    return found.map(({ id, kind, address, role, organisation, madeAt, expiresAt, answer, uses }) => ({
      ...{ id, kind, address, role, organisation, madeAt, expiresAt, uses },
      state: stateOf({ answer, expiresAt }, now),
    }));
  }

  /** Sends it again, with another link and as much time as at first. The earlier link opens nothing from then on. */
  async resend(actor: Actor, slug: string, id: string): Promise<void> {
    const { invitation, partnership } = await this.#own(actor, slug, id);
    if (invitation.kind === 'link') throw new DomainError('notFound');
    const { db, surroundings } = this.#context;
    const secret = newSecret();
    const { madeAt, expiresAt } = newInvitation(invitation, surroundings);
    await inTransaction(db, async (repos) => {
      const renewed = await repos.invitations.renew(id, { tokenHash: hashSecret(secret), madeAt, expiresAt });
      if (!renewed) throw new DomainError('invitation.over');
      await this.#send(repos, { ...invitation, expiresAt }, { secret, partnership });
      await this.#record(repos, actor, { event: 'invitation.resent', invitation });
    });
    this.#mail.wake();
  }

  /** Takes it back: its link opens nothing from then on. */
  async withdraw(actor: Actor, slug: string, id: string): Promise<void> {
    const { invitation } = await this.#own(actor, slug, id);
    await inTransaction(this.#context.db, async (repos) => {
      const withdrawn = await repos.invitations.withdraw(id, this.#context.surroundings.now());
      if (!withdrawn) throw new DomainError('invitation.over');
      await this.#record(repos, actor, { event: 'invitation.withdrawn', invitation });
    });
  }

  /** What whoever holds the link may see of it. `invitation.unknown` when it is none, or was replaced by a newer one. */
  async page(secret: string): Promise<InvitationPage> {
    const { repos, surroundings } = this.#context;
    const invitation = await this.#bySecret(secret);
    const { kind, message, address, role, expiresAt, endsOn, organisationId } = invitation;
    const partnership = await repos.partnerships.byId(invitation.partnershipId);
    const by = await repos.people.byId(invitation.madeBy);
    if (!partnership || !by) throw new DomainError('invitation.unknown');
    const organisations = await repos.organisations.inPartnership(partnership.id);
    const organisation = organisationId && (await repos.organisations.byId(organisationId));
    return {
      ...{ kind, message, address, role, expiresAt, endsOn },
      partnership: partnership.name,
      purpose: partnership.purpose,
      organisations: organisations.map(({ name }) => name),
      by: { name: by.name, organisation: by.organisation },
      organisation: organisation ? organisation.name : null,
      state: stateOf(invitation, surroundings.now()),
      known: address !== null && (await repos.people.byEmail(address)) !== null,
    };
  }

  /**
   * Somebody with a link asks for an invitation of their own. Whether an address is in the partnership already is told
   * neither by the answer nor by the work that goes before it: of a member's, what was made is taken back, and so it is
   * of somebody's who was sent one just now.
   */
  async ask(secret: string, given: { email: string }): Promise<void> {
    const { db, repos, surroundings } = this.#context;
    const link = await this.#bySecret(secret);
    if (link.kind !== 'link') throw new DomainError('invitation.unknown');
    if (stateOf(link, surroundings.now()) !== 'waiting') throw new DomainError('invitation.over');
    refuseFaults({ email: emailFault(given.email) });
    const address = normaliseEmail(given.email);
    const partnership = await repos.partnerships.byId(link.partnershipId);
    if (!partnership) throw new DomainError('invitation.unknown');
    const members = await repos.memberships.members(partnership.id);
    const isMember = members.some(({ email }) => email === address);
    const { partnershipId, organisationId, role, message, madeBy } = link;
    const about = { partnershipId, organisationId, role, message, madeBy };
    const asked = { ...about, kind: 'person', address, uses: null, ...WITHOUT_END } as const;
    await inTransaction(db, async (within) => {
      if (!(await within.invitations.use(link.id))) throw new DomainError('invitation.over');
      const now = surroundings.now();
      const earlier = await within.invitations.waitingFor({ partnershipId, address }, now);
      const isJustAsked = earlier !== null && addMinutes(earlier.madeAt, ASKED_AGAIN_MINUTES) > now;
      const isTakenBack = isMember || isJustAsked;
      // Whoever was invited otherwise stays so: a link that many have changes nothing of it.
      const { invitation, mail } = await this.#put(within, earlier ?? asked, partnership);
      // Where nothing is taken back, too, rows are looked for, so that all of it takes as long.
      await within.invitations.withdraw(earlier && !isTakenBack ? earlier.id : 'none', now);
      await within.mails.remove(isTakenBack ? mail : 'none');
      await within.invitations.remove(isTakenBack ? invitation.id : 'none');
      const details = { link: link.id, role };
      await writeAudit(within, surroundings, { event: 'invitation.asked', actorId: null, partnershipId, details });
    });
    this.#mail.wakeAfterwards();
  }

  /** Says no. Nobody needs an account for that. */
  async decline(secret: string): Promise<void> {
    const { db, surroundings } = this.#context;
    const invitation = await this.#bySecret(secret);
    if (invitation.kind === 'link') throw new DomainError('invitation.unknown');
    await inTransaction(db, async (repos) => {
      const answered = await repos.invitations.answer(invitation.id, {
        ...{ answer: 'declined', at: surroundings.now(), by: null },
      });
      if (!answered) throw new DomainError('invitation.over');
      const { id, partnershipId } = invitation;
      await writeAudit(repos, surroundings, {
        ...{ event: 'invitation.declined', actorId: null, partnershipId, details: { invitation: id } },
      });
    });
  }

  async #judge(actor: Actor, slug: string, asked: { role: string; organisation: string }) {
    const partnership = await this.#partnership(actor, slug);
    const { role } = asked;
    if (!isRole(role)) throw new DomainError('input.invalid', { role: 'unknownChoice' });
    const subjects = await organisationsFor(this.#context.repos, partnership.id);
    const into = subjects.find(({ organisation }) => organisation.id === asked.organisation);
    if (!into) throw new DomainError('input.invalid', { organisation: 'unknownChoice' });
    if (!can(actor, 'organisation.people', into.subject)) throw new DomainError('notAllowed');
    return { partnership, role: role satisfies Role, organisationId: into.organisation.id };
  }

  #partnership(actor: Actor, slug: string): Promise<Partnership> {
    return partnershipFor(this.#context.repos, actor, { slug, action: 'people.manage' });
  }

  async #own(actor: Actor, slug: string, id: string): Promise<{ invitation: Invitation; partnership: Partnership }> {
    const partnership = await this.#partnership(actor, slug);
    const invitation = await this.#context.repos.invitations.byId(id);
    if (invitation?.partnershipId !== partnership.id) throw new DomainError('notFound');
    return { invitation, partnership };
  }

  async #bySecret(secret: string): Promise<Invitation> {
    const invitation = await this.#context.repos.invitations.byToken(hashSecret(secret));
    if (!invitation) throw new DomainError('invitation.unknown');
    return invitation;
  }

  /** All of them, or none. Returns their secrets, in order. */
  async #make(
    actor: Actor,
    partnership: Partnership,
    drafts: readonly Omit<Draft, 'partnershipId' | 'madeBy'>[],
  ): Promise<string[]> {
    const { db, surroundings } = this.#context;
    const by = { partnershipId: partnership.id, madeBy: signedIn(actor).id };
    const secrets = await inTransaction(db, async (repos) => {
      const waiting = await repos.invitations.waiting(partnership.id, surroundings.now());
      if (waiting + drafts.length > MAX_WAITING) throw new DomainError('invitation.tooMany');
      const made: string[] = [];
      for (const draft of drafts) made.push(await this.#add(repos, { ...draft, ...by }, partnership));
      return made;
    });
    this.#mail.wake();
    return secrets;
  }

  async #add(repos: Repos, draft: Draft, partnership: Partnership): Promise<string> {
    const { surroundings } = this.#context;
    const { address, partnershipId } = draft;
    if (address !== null) await repos.invitations.replace(partnershipId, address, surroundings.now());
    const { invitation, secret } = await this.#put(repos, draft, partnership);
    const { id, kind, role, madeBy: actorId } = invitation;
    const entry = { actorId, partnershipId, details: { invitation: id, kind, role } };
    await writeAudit(repos, surroundings, { event: 'invitation.sent', ...entry });
    return secret;
  }

  /** The invitation in the records and its mail in the outbox; `mail` is the id of that, or `none`. */
  async #put(
    repos: Repos,
    draft: Draft,
    partnership: Partnership,
  ): Promise<{ invitation: Invitation; secret: string; mail: string }> {
    const secret = newSecret();
    const invitation = newInvitation(draft, this.#context.surroundings);
    await repos.invitations.add(invitation, hashSecret(secret));
    const mail = await this.#send(repos, invitation, { secret, partnership });
    return { invitation, secret, mail };
  }

  async #send(
    repos: Repos,
    invitation: Invitation,
    { secret, partnership }: { secret: string; partnership: Partnership },
  ): Promise<string> {
    const { address: to, partnershipId } = invitation;
    if (to === null) return 'none';
    const link = `${this.#context.publicUrl}${joinPath(secret)}`;
    const letter = await writeInvitation(repos, invitation, { link, partnership });
    return this.#mail.post(repos, { kind: 'invitation', to, partnershipId, letter });
  }

  #record(
    repos: Repos,
    actor: Actor,
    { event, invitation }: { event: 'invitation.resent' | 'invitation.withdrawn'; invitation: Invitation },
  ): Promise<void> {
    const { id, partnershipId } = invitation;
    const entry = { actorId: signedIn(actor).id, partnershipId, details: { invitation: id } };
    return writeAudit(repos, this.#context.surroundings, { event, ...entry });
  }
}

function joinPath(secret: string): string {
  return `/join/${secret}`;
}
