import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { Invitation } from '../../src/lib/domain/invitations/invitation.ts';
import { stateOf } from '../../src/lib/domain/invitations/invitation.ts';
import { nameFault, passwordFault } from '../../src/lib/domain/accounts/rules.ts';
import type { OrganisationKind } from '../../src/lib/domain/organisations/organisation.ts';
import { isOrganisationKind } from '../../src/lib/domain/organisations/organisation.ts';
import { dayIn } from '../../src/lib/domain/shared/day.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { oneLine } from '../../src/lib/domain/shared/oneLine.ts';
import { commonPasswords } from '../auth/commonPasswords.ts';
import { hashSecret } from '../auth/secrets.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Newcomer as NewcomerRecord } from '../storage/repos/identityRepo.ts';
import type { Partnership } from '../storage/repos/partnershipRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import type { MailChoiceService } from './mailChoices.ts';
import type { PeopleService } from './people.ts';
import { MAX_ORGANISATION_NAME } from './people.ts';
import type { SignInOpener, SignInPlace, SignInStarted } from './signInOpener.ts';

/** What somebody who has no account gives. */
export interface Newcomer {
  name: string;
  /** Empty for whoever came from an OpenID provider. */
  password: string;
  /** The secret of a browser that came from one, and where it is. */
  identified?: { secret: string | null; place: Pick<SignInPlace, 'device' | 'knownDevice'> };
  /** Of whom brings an organisation in. */
  organisationName: string;
  organisationKind: string;
}

export interface Joined {
  slug: string;
  personId: string;
}

export interface JoinedAsNew extends Joined {
  email: string;
  /** Who came from an OpenID provider is signed in by that; null for those who chose a password. */
  signedIn: { started: SignInStarted; shared: boolean } | null;
}

interface JoiningParts {
  people: PeopleService;
  opener: SignInOpener;
  mailChoices: MailChoiceService;
}

/** Coming into a partnership by an invitation, which counts once. */
export class JoiningService {
  #context: ServiceContext;
  #people: PeopleService;
  #opener: SignInOpener;
  #choices: MailChoiceService;

  constructor(context: ServiceContext, { people, opener, mailChoices }: JoiningParts) {
    this.#context = context;
    this.#people = people;
    this.#opener = opener;
    this.#choices = mailChoices;
  }

  /**
   * Somebody who is signed in accepts. They join with the organisation they work for. Throws `invitation.otherAddress`
   * when it was sent to another address than theirs, and `notAllowed` when they sent it themselves.
   */
  async accept(actor: Actor, secret: string): Promise<Joined> {
    const invitation = await this.#waiting(secret);
    const personId = signedIn(actor).id;
    const person = await this.#context.repos.people.byId(personId);
    if (!person || person.email !== invitation.address) throw new DomainError('invitation.otherAddress');
    // An operator who came in for a while does not stay by asking themselves in.
    if (invitation.madeBy === personId) throw new DomainError('notAllowed');
    return this.#join(invitation, async () => ({ id: personId, organisationId: person.organisationId }));
  }

  /**
   * Somebody without an account accepts, and gets one, with the address the invitation was sent to. Throws
   * `input.invalid` with the fields at fault; an organisation that is here already is one. Who proved elsewhere that the
   * address is theirs needs no password.
   */
  async acceptAsNew(secret: string, given: Newcomer): Promise<JoinedAsNew> {
    const invitation = await this.#waiting(secret);
    const { kind, address } = invitation;
    if (address === null) throw new DomainError('invitation.unknown');
    if ((await this.#context.repos.people.byEmail(address)) !== null) throw new DomainError('signIn.needed');
    const { name, password, identified } = given;
    const identity = identified?.secret ? await this.#identified(identified.secret, address) : null;
    refuseFaults({
      name: nameFault(name),
      password: identity ? null : passwordFault(password, { email: address, name, common: commonPasswords }),
      ...(kind === 'organisation' ? await this.#organisationFaults(given) : {}),
    });
    const joined = await this.#join(invitation, async (repos, people) => {
      const organisationId = invitation.organisationId ?? (await people.addOrganisation(organisationOf(given))).id;
      const { id } = identity
        ? await this.#addIdentified({ repos, people }, { identity: { ...identity, name }, organisationId })
        : await people.addPerson({ name, email: address, password, organisationId, operator: false });
      return { id, organisationId };
    });
    if (!identity || !identified) return { ...joined, email: address, signedIn: null };
    const { shared, provesFactor: provedFactor } = identity;
    const started = await this.#opener.open(joined.personId, { ...identified.place, shared, provedFactor });
    return { ...joined, email: address, signedIn: { started, shared } };
  }

  /** Null when the browser came from no provider just now, or with another address. */
  async #identified(secret: string, address: string): Promise<(NewcomerRecord & { id: string }) | null> {
    const { repos, surroundings } = this.#context;
    const id = hashSecret(secret);
    const found = await repos.identities.newcomer(id, surroundings.now());
    return found?.email === address ? { ...found, id } : null;
  }

  async #addIdentified(
    { repos, people }: { repos: Repos; people: PeopleService },
    { identity, organisationId }: { identity: NewcomerRecord & { id: string }; organisationId: string },
  ): Promise<{ id: string }> {
    if (!(await repos.identities.spendNewcomer(identity.id))) throw new DomainError('openId.over');
    return people.addIdentified(identity, organisationId);
  }

  async #organisationFaults({ organisationName, organisationKind }: Newcomer) {
    // Whoever is invited says for whom they come; an organisation that is here has people who can ask them in.
    const taken = (await this.#context.repos.organisations.byName(oneLine(organisationName))) !== null;
    return {
      organisationName: nameFault(organisationName, MAX_ORGANISATION_NAME) ?? (taken ? 'organisationTaken' : null),
      organisationKind: isOrganisationKind(organisationKind) ? null : 'unknownChoice',
    } as const;
  }

  async #waiting(secret: string): Promise<Invitation> {
    const { repos, surroundings } = this.#context;
    const invitation = await repos.invitations.byToken(hashSecret(secret));
    if (!invitation || invitation.kind === 'link') throw new DomainError('invitation.unknown');
    if (stateOf(invitation, surroundings.now()) !== 'waiting') throw new DomainError('invitation.over');
    return invitation;
  }

  async #join(
    invitation: Invitation,
    who: (repos: Repos, people: PeopleService) => Promise<{ id: string; organisationId: string }>,
  ): Promise<Joined> {
    const { db, events, surroundings } = this.#context;
    const { id, partnershipId, role } = invitation;
    const joined = await inTransaction(db, async (repos, transaction) => {
      const partnership = await repos.partnerships.byId(partnershipId);
      if (!partnership) throw new DomainError('invitation.unknown');
      const person = await who(repos, this.#people.within(transaction, repos));
      const at = surroundings.now();
      const answered = await repos.invitations.answer(id, { answer: 'accepted', at, by: person.id });
      if (!answered) throw new DomainError('invitation.over');
      await this.#enter(repos, { partnershipId, ...person });
      const roles = await repos.memberships.rolesOf(person.id, dayIn(at));
      // Who is in already keeps the role and the time they have.
      if (!roles[partnershipId]) {
        await repos.memberships.remove(partnershipId, person.id);
        await repos.memberships.set({ partnershipId, personId: person.id, role }, at);
        await repos.memberships.setTerm(partnershipId, person.id, invitation);
      }
      const entry = { actorId: person.id, partnershipId, details: { invitation: id, role } };
      await writeAudit(repos, surroundings, { event: 'invitation.accepted', ...entry });
      await this.#tellInviter(repos, { invitation, partnership, personId: person.id });
      return { slug: partnership.slug, personId: person.id };
    });
    this.#choices.wake();
    events.emit('membership.changed', { personId: joined.personId, partnershipId });
    return joined;
  }

  /** Whoever invited them, while they still may. */
  async #tellInviter(
    repos: Repos,
    { invitation, partnership, personId }: { invitation: Invitation; partnership: Partnership; personId: string },
  ): Promise<void> {
    const newcomer = await repos.people.byId(personId);
    const inviter = (await repos.memberships.members(partnership.id)).find(({ id }) => id === invitation.madeBy);
    if (!newcomer || inviter?.role !== 'convener') return;
    const { name, organisation } = newcomer;
    const link = `${this.#context.publicUrl}/partnerships/${partnership.slug}/people`;
    const holds = { name, organisation, partnership: partnership.name, link };
    await this.#choices.tell(repos, { personId: invitation.madeBy, choice: 'joined', kind: 'joined', holds });
  }

  /** Their organisation is in the partnership from now on, if it was not. */
  async #enter(
    repos: Repos,
    { partnershipId, id, organisationId }: { partnershipId: string; id: string; organisationId: string },
  ): Promise<void> {
    const { surroundings } = this.#context;
    const there = await repos.organisations.inPartnership(partnershipId);
    if (there.some((organisation) => organisation.id === organisationId)) return;
    await repos.partnerships.addOrganisation(partnershipId, organisationId, surroundings.now());
    const entry = { actorId: id, partnershipId, details: { organisation: organisationId } };
    await writeAudit(repos, surroundings, { event: 'organisation.joined', ...entry });
  }
}

function organisationOf({ organisationName: name, organisationKind }: Newcomer) {
  return { name, kind: organisationKind as OrganisationKind };
}
