import type { Actor } from '../../src/lib/domain/access/actor.ts';
import type { Invitation } from '../../src/lib/domain/invitations/invitation.ts';
import { stateOf } from '../../src/lib/domain/invitations/invitation.ts';
import { nameFault, passwordFault } from '../../src/lib/domain/accounts/rules.ts';
import type { OrganisationKind } from '../../src/lib/domain/organisations/organisation.ts';
import { isOrganisationKind } from '../../src/lib/domain/organisations/organisation.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { oneLine } from '../../src/lib/domain/shared/oneLine.ts';
import { commonPasswords } from '../auth/commonPasswords.ts';
import { hashSecret } from '../auth/secrets.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import type { PeopleService } from './people.ts';
import { MAX_ORGANISATION_NAME } from './people.ts';

/** What somebody who has no account gives. */
export interface Newcomer {
  name: string;
  password: string;
  /** Of whom brings an organisation in. */
  organisationName: string;
  organisationKind: string;
}

export interface Joined {
  slug: string;
  personId: string;
}

/** Coming into a partnership by an invitation, which counts once. */
export class JoiningService {
  #context: ServiceContext;
  #people: PeopleService;

  constructor(context: ServiceContext, people: PeopleService) {
    this.#context = context;
    this.#people = people;
  }

  /**
   * Somebody who is signed in accepts. They join with the organisation they work for. Throws `invitation.otherAddress`
   * when it was sent to another address than theirs.
   */
  async accept(actor: Actor, secret: string): Promise<Joined> {
    const invitation = await this.#waiting(secret);
    const personId = signedIn(actor).id;
    const person = await this.#context.repos.people.byId(personId);
    if (!person || person.email !== invitation.address) throw new DomainError('invitation.otherAddress');
    return this.#join(invitation, async () => ({ id: personId, organisationId: person.organisationId }));
  }

  /**
   * Somebody without an account accepts, and gets one, with the address the invitation was sent to. Throws
   * `input.invalid` with the fields at fault; an organisation that is here already is one.
   */
  async acceptAsNew(secret: string, given: Newcomer): Promise<Joined & { email: string }> {
    const invitation = await this.#waiting(secret);
    const { kind, address } = invitation;
    if (address === null) throw new DomainError('invitation.unknown');
    if ((await this.#context.repos.people.byEmail(address)) !== null) throw new DomainError('signIn.needed');
    const { name, password } = given;
    refuseFaults({
      name: nameFault(name),
      password: passwordFault(password, { email: address, name, common: commonPasswords }),
      ...(kind === 'organisation' ? await this.#organisationFaults(given) : {}),
    });
    const joined = await this.#join(invitation, async (repos, people) => {
      const organisationId = invitation.organisationId ?? (await people.addOrganisation(organisationOf(given))).id;
      const { id } = await people.addPerson({ name, email: address, password, organisationId, operator: false });
      return { id, organisationId };
    });
    return { ...joined, email: address };
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
      const roles = await repos.memberships.rolesOf(person.id);
      // Who is in already keeps the role they have.
      if (!roles[partnershipId]) await repos.memberships.set({ partnershipId, personId: person.id, role }, at);
      const entry = { actorId: person.id, partnershipId, details: { invitation: id, role } };
      await writeAudit(repos, surroundings, { event: 'invitation.accepted', ...entry });
      return { slug: partnership.slug, personId: person.id };
    });
    events.emit('membership.changed', { personId: joined.personId, partnershipId });
    return joined;
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
