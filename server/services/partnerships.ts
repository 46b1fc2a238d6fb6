import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { isVisiting } from '../../src/lib/domain/access/actor.ts';
import { allowedInPartnership, can } from '../../src/lib/domain/access/can.ts';
import { nameFault } from '../../src/lib/domain/accounts/rules.ts';
import type { AboutGiven } from '../../src/lib/domain/partnerships/about.ts';
import {
  dayFault,
  isStrand,
  MAX_PLACES,
  MAX_PURPOSE,
  readPlace,
  STRANDS,
} from '../../src/lib/domain/partnerships/about.ts';
import { flagsOf } from '../../src/lib/domain/partnerships/flags.ts';
import type {
  PartnershipHome,
  PartnershipSettings,
  PartnershipSummary,
} from '../../src/lib/domain/partnerships/partnership.ts';
import { MAX_KNOWN_POSTCODES, readPostcodes } from '../../src/lib/domain/sensitive/knownPostcodes.ts';
import { isIdentifierRule } from '../../src/lib/domain/sensitive/identifierRule.ts';
import { dayIn } from '../../src/lib/domain/shared/day.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { oneLine } from '../../src/lib/domain/shared/oneLine.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { AboutRecord } from '../storage/repos/partnershipRepo.ts';
import { writeAudit } from './auditWriter.ts';
import { partnershipFor, signedIn } from './authorise.ts';
import type { BoardLists } from './boardLists.ts';
import { controllersOf } from './contacts.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import { sendGuestsToDoor } from './guestKeys.ts';
import { organisationsFor } from './organisationSubjects.ts';
import type { PeopleService } from './people.ts';
import { MAX_ORGANISATION_NAME } from './people.ts';

/** How many boards a partnership's home shows. */
const RECENT_BOARDS = 4;

/** Partnerships as their members see them. */
export class PartnershipService {
  #context: ServiceContext;
  #lists: BoardLists;
  #people: PeopleService;

  constructor(context: ServiceContext, { lists, people }: { lists: BoardLists; people: PeopleService }) {
    this.#context = context;
    this.#lists = lists;
    this.#people = people;
  }

  /** The partnerships the person is a member of. */
  async mine(actor: Actor): Promise<PartnershipSummary[]> {
    const person = signedIn(actor);
    const { repos, surroundings } = this.#context;
    const memberships = await repos.partnerships.ofPerson(person.id, dayIn(surroundings.now()));
    const partnerships = memberships.map((one) => ({ ...one, visiting: false }));
    const visits = (await repos.operatorEntries.ofPerson(person.id, surroundings.now()))
      .filter(({ partnershipId }) => isVisiting(actor, partnershipId))
      .map(({ partnershipId: id, slug, name, role }) => ({ id, slug, name, role, visiting: true }));
    return Promise.all(
      [...partnerships, ...visits].map(async ({ id, slug, name, role, visiting }) => {
        const { organisations, people } = await repos.partnerships.counts(id);
        const boards = await this.#lists.visible(person, id, { archived: false });
        return { slug, name, role, visiting, organisations, people, boards: boards.length };
      }),
    );
  }

  async home(actor: Actor, slug: string): Promise<PartnershipHome> {
    const { repos } = this.#context;
    const partnership = await partnershipFor(repos, actor, { slug, action: 'partnership.read' });
    const { id, name, purpose } = partnership;
    const { strands, reviewOn } = await repos.partnerships.about(id);
    const boards = await this.#lists.visible(signedIn(actor), id, { archived: false });
    return {
      id,
      slug,
      name,
      purpose,
      strands,
      reviewOn,
      counts: { ...(await repos.partnerships.counts(id)), boards: boards.length },
      ...(await this.#around(actor, id)),
      recentBoards: await this.#lists.summarise(boards.slice(0, RECENT_BOARDS)),
      allowed: allowedInPartnership(actor, { partnershipId: id }),
    };
  }

  /** Its organisations with who speaks for each, and what whoever asks should see to. */
  async #around(actor: Actor, partnershipId: string): Promise<Pick<PartnershipHome, 'organisations' | 'flags'>> {
    const { repos, surroundings } = this.#context;
    const members = await repos.memberships.members(partnershipId);
    const subjects = await organisationsFor(repos, partnershipId);
    const organisations = subjects.map(({ organisation }) => organisation);
    const sponsors = members.filter(({ partnershipRole }) => partnershipRole === 'sponsor');
    const seenTo = subjects.filter(({ subject }) => can(actor, 'organisation.people', subject));
    const flags = flagsOf({
      ...{ me: signedIn(actor).id, today: dayIn(surroundings.now()), members },
      isConvener: can(actor, 'partnership.settings', { partnershipId }),
      ownOrganisations: seenTo.map(({ organisation }) => organisation),
      hasPrivacy: controllersOf(await repos.contacts.dataProtection(partnershipId), organisations).length > 0,
      hasSafeguarding: (await repos.contacts.safeguarding(partnershipId)) !== null,
    });
    const sponsorOf = (id: string) => sponsors.find(({ organisationId }) => organisationId === id)?.name ?? null;
    return { organisations: organisations.map((one) => ({ ...one, sponsor: sponsorOf(one.id) })), flags };
  }

  /** What stands around every page of a partnership. A guest of one of its boards is told nothing of it. */
  async frame(actor: Actor, slug: string): Promise<Pick<PartnershipHome, 'slug' | 'name' | 'allowed'>> {
    if (actor.kind !== 'guest') return this.home(actor, slug);
    return { slug, name: '', allowed: allowedInPartnership(actor, { partnershipId: '' }) };
  }

  /** What conveners may decide for it, as it is now. */
  async settings(actor: Actor, slug: string): Promise<PartnershipSettings> {
    const { repos } = this.#context;
    const { id } = await partnershipFor(repos, actor, { slug, action: 'partnership.settings' });
    return repos.partnerships.settings(id);
  }

  /** Whether its members prove more than their password. */
  async requiresFactor(actor: Actor, slug: string): Promise<boolean> {
    const { repos } = this.#context;
    const { id } = await partnershipFor(repos, actor, { slug, action: 'partnership.settings' });
    return repos.partnerships.requiresFactor(id);
  }

  /**
   * Decides it anew: what is done about identifiers counts from the next edit on, and so do postcodes (one on each line;
   * left out, they stay), also on boards that are open. Throws `input.invalid` for what is no choice, or no postcode.
   */
  async changeSettings(
    actor: Actor,
    slug: string,
    given: { identifiers: string; knownPostcodes?: string; requireFactor?: boolean },
  ): Promise<void> {
    const { db, repos, events, surroundings } = this.#context;
    const { identifiers, knownPostcodes, requireFactor } = given;
    const { id: partnershipId } = await partnershipFor(repos, actor, { slug, action: 'partnership.settings' });
    if (!isIdentifierRule(identifiers)) throw new DomainError('input.invalid', { identifiers: 'unknownChoice' });
    const postcodes = knownPostcodes === undefined ? null : readPostcodes(knownPostcodes);
    const isTooLong = (postcodes?.known.length ?? 0) > MAX_KNOWN_POSTCODES;
    const isWrong = (postcodes?.wrong.length ?? 0) > 0;
    refuseFaults({ knownPostcodes: isWrong ? 'postcode' : isTooLong ? 'tooLong' : null });
    const before = await repos.partnerships.requiresFactor(partnershipId);
    const settings = await inTransaction(db, async (within) => {
      await within.partnerships.setIdentifiers(partnershipId, identifiers);
      if (postcodes) await within.partnerships.setKnownPostcodes(partnershipId, postcodes.known);
      if (requireFactor !== undefined) await within.partnerships.requireFactor(partnershipId, requireFactor);
      const { now, newId } = surroundings;
      const details = { identifiers, ...(requireFactor === undefined ? {} : { requireFactor }) };
      const entry = { id: newId(), at: now(), actorId: signedIn(actor).id, partnershipId, details };
      await within.audit.append({ ...entry, event: 'partnership.settingsChanged' });
      return within.partnerships.settings(partnershipId);
    });
    events.emit('partnership.changed', { partnershipId, ...settings });
    if (requireFactor !== undefined && requireFactor !== before)
      sendGuestsToDoor(this.#context, await repos.guestKeys.ofPartnership(partnershipId, surroundings.now()));
    if (!requireFactor) return;
    // Who has nothing beside a password is sent back to the door, which stays shut until they do.
    for (const personId of await repos.memberships.people(partnershipId)) {
      if (!(await repos.factors.hasAny(personId))) events.emit('membership.changed', { personId, partnershipId });
    }
  }

  /** Starts one. Whoever starts it is its first convener, and their organisation the first of its organisations. */
  async create(actor: Actor, given: { name: string; purpose: string }): Promise<{ slug: string }> {
    const { db, events, surroundings } = this.#context;
    const { id: personId, organisationId } = signedIn(actor);
    refuseFaults({
      name: nameFault(given.name, MAX_ORGANISATION_NAME),
      purpose: given.purpose.length > MAX_PURPOSE ? 'tooLong' : null,
    });
    const { id: partnershipId, slug } = await inTransaction(db, async (repos, transaction) => {
      const made = await this.#people.within(transaction, repos).createPartnership(given, personId);
      const at = surroundings.now();
      await repos.partnerships.addOrganisation(made.id, organisationId, at);
      await repos.memberships.set({ partnershipId: made.id, personId, role: 'convener' }, at);
      return made;
    });
    events.emit('membership.changed', { personId, partnershipId });
    return { slug };
  }

  /** What it says of itself, for whoever may change it. */
  async about(actor: Actor, slug: string): Promise<AboutRecord> {
    const { repos } = this.#context;
    const { id } = await partnershipFor(repos, actor, { slug, action: 'partnership.settings' });
    return repos.partnerships.about(id);
  }

  /** Says it anew. Its address stays, so that links to it go on working. */
  async describe(actor: Actor, slug: string, given: AboutGiven): Promise<void> {
    const { db, repos, surroundings } = this.#context;
    const { id: partnershipId } = await partnershipFor(repos, actor, { slug, action: 'partnership.settings' });
    const place = readPlace(given.place);
    refuseFaults({
      name: nameFault(given.name, MAX_ORGANISATION_NAME),
      purpose: given.purpose.length > MAX_PURPOSE ? 'tooLong' : null,
      place: place.wrong.length > 0 ? 'placeCode' : place.codes.length > MAX_PLACES ? 'tooMany' : null,
      strands: given.strands.every(isStrand) ? null : 'unknownChoice',
      reviewOn: dayFault(given.reviewOn),
    });
    const { name, purpose, strands, reviewOn } = given;
    await inTransaction(db, async (within) => {
      await within.partnerships.describe(partnershipId, {
        ...{ name: oneLine(name), purpose: purpose.trim(), place: place.codes },
        ...{ strands: STRANDS.filter((strand) => strands.includes(strand)), reviewOn: reviewOn || null },
      });
      const entry = { actorId: signedIn(actor).id, partnershipId };
      await writeAudit(within, surroundings, { event: 'partnership.described', ...entry });
    });
  }
}
