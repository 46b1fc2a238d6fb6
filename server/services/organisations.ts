import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import type { OrganisationAction } from '../../src/lib/domain/access/rules.ts';
import type { AuditEvent } from '../../src/lib/domain/audit/auditEvent.ts';
import type { Departure } from '../../src/lib/domain/partnerships/departure.ts';
import { closedTo, successorsOf } from '../../src/lib/domain/partnerships/departure.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { partnershipFor, signedIn } from './authorise.ts';
import type { BoardLists } from './boardLists.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import { organisationsFor } from './organisationSubjects.ts';

interface Which {
  slug: string;
  /** Organisation id. */
  organisation: string;
}

/**
 * Organisations leave a partnership by themselves, at any time, or are taken out by two others: one asks, a second one
 * agrees. Their people lose access at once; their work stays, with their names.
 */
export class OrganisationService {
  #context: ServiceContext;
  #lists: BoardLists;

  constructor(context: ServiceContext, lists: BoardLists) {
    this.#context = context;
    this.#lists = lists;
  }

  /** What happens when it goes, to be shown before. For conveners; of boards, it counts those they may see. */
  async departure(actor: Actor, { slug, organisation: id }: Which): Promise<Departure> {
    const { repos } = this.#context;
    const { id: partnershipId } = await partnershipFor(repos, actor, { slug, action: 'people.manage' });
    const all = await repos.organisations.inPartnership(partnershipId);
    const organisation = all.find((one) => one.id === id);
    if (!organisation) throw new DomainError('notFound');
    const members = await repos.memberships.members(partnershipId);
    const boards = await this.#lists.visible(signedIn(actor), partnershipId, { archived: false });
    const [going, staying] = [members.filter(isAt(id)), members.filter((member) => !isAt(id)(member))];
    return {
      organisation,
      people: going.map(({ name }) => name),
      isLast: all.length === 1,
      boards: boards.length,
      closedBoards: boards.filter(({ scope }) => closedTo(scope, staying)).length,
      successors: successorsOf(staying).map(({ id: personId, name, organisation: from }) => ({
        ...{ id: personId, name, organisation: from },
      })),
    };
  }

  /**
   * The actor's own organisation leaves. When no convener would stay, `successor` becomes one; without, it is
   * `input.invalid`, as it is from whoever is not `sure`. The last organisation cannot leave: `partnership.lastOrganisation`.
   */
  async leave(
    actor: Actor,
    { slug, organisation, successor, sure }: Which & { successor: string; sure: boolean },
  ): Promise<void> {
    refuseFaults({ sure: sure ? null : 'missing' });
    await this.#act(actor, { slug, organisation, action: 'organisation.leave' }, async (repos, partnershipId) => {
      await this.#handOn(repos, { partnershipId, organisation, successor });
      return { event: 'organisation.left', people: await this.#takeOut(repos, partnershipId, organisation) };
    });
  }

  /** Asks that another organisation be taken out. Nothing happens to it until a second organisation agrees. */
  async askRemoval(actor: Actor, { slug, organisation }: Which): Promise<void> {
    const { id: askedBy, organisationId: askingOrganisationId } = signedIn(actor);
    await this.#act(actor, { slug, organisation, action: 'organisation.askRemoval' }, async (repos, partnershipId) => {
      const askedAt = this.#context.surroundings.now();
      await repos.removals.ask({ partnershipId, organisationId: organisation, askedBy, askingOrganisationId, askedAt });
      return { event: 'organisation.removalAsked', people: [] };
    });
  }

  /** Agrees that it be taken out, which happens at once. */
  async remove(actor: Actor, { slug, organisation }: Which): Promise<void> {
    await this.#act(actor, { slug, organisation, action: 'organisation.remove' }, async (repos, partnershipId) => ({
      event: 'organisation.removed',
      people: await this.#takeOut(repos, partnershipId, organisation),
    }));
  }

  /** Asks no more that it be taken out. */
  async keep(actor: Actor, { slug, organisation }: Which): Promise<void> {
    await this.#act(actor, { slug, organisation, action: 'organisation.keep' }, async (repos, partnershipId) => {
      await repos.removals.clear(partnershipId, organisation);
      return { event: 'organisation.removalWithdrawn', people: [] };
    });
  }

  async #act(
    actor: Actor,
    { slug, organisation, action }: Which & { action: OrganisationAction },
    act: (repos: Repos, partnershipId: string) => Promise<{ event: AuditEvent; people: readonly string[] }>,
  ): Promise<void> {
    const { db, repos, events, surroundings } = this.#context;
    const { id: partnershipId } = await partnershipFor(repos, actor, { slug, action: 'people.manage' });
    const people = await inTransaction(db, async (within) => {
      const found = (await organisationsFor(within, partnershipId)).find((one) => one.organisation.id === organisation);
      if (!found) throw new DomainError('notFound');
      if (!can(actor, action, found.subject)) throw new DomainError('notAllowed');
      const done = await act(within, partnershipId);
      const entry = { actorId: signedIn(actor).id, partnershipId, details: { organisation } };
      await writeAudit(within, surroundings, { event: done.event, ...entry });
      return done.people;
    });
    for (const personId of people) events.emit('membership.changed', { personId, partnershipId });
  }

  async #handOn(
    repos: Repos,
    { partnershipId, organisation, successor }: { partnershipId: string; organisation: string; successor: string },
  ): Promise<void> {
    const { surroundings } = this.#context;
    if ((await repos.organisations.inPartnership(partnershipId)).length === 1) {
      throw new DomainError('partnership.lastOrganisation');
    }
    const staying = (await repos.memberships.members(partnershipId)).filter((member) => !isAt(organisation)(member));
    if (staying.some(({ role, endsOn }) => role === 'convener' && endsOn === null)) return;
    const next = successorsOf(staying).find(({ id }) => id === successor);
    if (!next) throw new DomainError('input.invalid', { successor: 'missing' });
    const at = surroundings.now();
    await repos.memberships.set({ partnershipId, personId: next.id, role: 'convener' }, at);
    const entry = { actorId: null, partnershipId, details: { person: next.id, role: 'convener' } };
    await writeAudit(repos, surroundings, { event: 'membership.changed', ...entry });
  }

  /** Returns whose access ended. */
  async #takeOut(repos: Repos, partnershipId: string, organisation: string): Promise<string[]> {
    const people = await repos.memberships.removeOfOrganisation(partnershipId, organisation);
    await repos.invitations.withdrawOf(partnershipId, organisation, this.#context.surroundings.now());
    await repos.removals.clear(partnershipId, organisation);
    await repos.removals.clearAskedBy(partnershipId, organisation);
    await repos.partnerships.removeOrganisation(partnershipId, organisation);
    return people;
  }
}

function isAt(organisationId: string) {
  return (member: { organisationId: string }) => member.organisationId === organisationId;
}
