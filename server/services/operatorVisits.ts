import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { hasRole, isVisiting } from '../../src/lib/domain/access/actor.ts';
import { can } from '../../src/lib/domain/access/can.ts';
import type { Visit, VisitAsked, VisitSummary } from '../../src/lib/domain/partnerships/operatorVisit.ts';
import { newVisit, readVisit } from '../../src/lib/domain/partnerships/operatorVisit.ts';
import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import { writeLetter } from '../mail/letters.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { Partnership } from '../storage/repos/partnershipRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import { operatorOf, signedIn } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { refuseFaults } from './faults.ts';
import type { MailService } from './mail.ts';

const MOMENT = new Intl.DateTimeFormat('en-GB', {
  ...({ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const),
  timeZone: 'Europe/London',
});
const LETTERS = { viewer: 'operatorLooks', convener: 'operatorHelps' } as const;

/**
 * Operators read no boards. Where one has to, they come into the partnership visibly: for a while, with a reason that its
 * conveners are told by mail and shown on every page, and that stands in both audit trails.
 */
export class OperatorVisitService {
  #context: ServiceContext;
  #mail: MailService;

  constructor(context: ServiceContext, mail: MailService) {
    this.#context = context;
    this.#mail = mail;
  }

  /**
   * Comes in. Throws `input.invalid` with the fields at fault, and `instance.memberAlready` for a member. Whoever is in
   * already stays on the new terms.
   */
  async enter(actor: Actor, slug: string, asked: VisitAsked): Promise<void> {
    const { db, events, surroundings } = this.#context;
    const { id: personId } = operatorOf(actor);
    const { choices, faults } = readVisit(asked);
    refuseFaults(faults);
    const partnershipId = await inTransaction(db, async (repos) => {
      const partnership = await repos.partnerships.bySlug(slug);
      if (!partnership) throw new DomainError('notFound');
      if (hasRole(actor, partnership.id, 'viewer') && !isVisiting(actor, partnership.id))
        throw new DomainError('instance.memberAlready');
      const earlier = (await repos.operatorEntries.ofPerson(personId, surroundings.now())).filter(
        (visit) => visit.partnershipId === partnership.id,
      );
      for (const visit of earlier) await noteLeft(repos, this.#context, { visit, by: personId });
      const visit = newVisit({ ...choices, personId, partnershipId: partnership.id }, surroundings);
      await repos.operatorEntries.add(visit);
      const { role, reason } = visit;
      const entry = {
        actorId: personId,
        partnershipId: partnership.id,
        details: { role, hours: choices.hours, reason },
      };
      await writeAudit(repos, surroundings, { event: 'operator.entered', ...entry });
      await this.#tellConveners(repos, partnership, visit);
      return partnership.id;
    });
    this.#mail.wake();
    events.emit('membership.changed', { personId, partnershipId });
  }

  /** Goes before the time is up. `notFound` for whoever is not in as operator. */
  async leave(actor: Actor, slug: string): Promise<void> {
    const { db, events, surroundings } = this.#context;
    const { id: personId } = signedIn(actor);
    const partnershipId = await inTransaction(db, async (repos) => {
      const visits = await repos.operatorEntries.ofPerson(personId, surroundings.now());
      const visit = visits.find((one) => one.slug === slug);
      if (!visit) throw new DomainError('notFound');
      await noteLeft(repos, this.#context, { visit, by: personId });
      return visit.partnershipId;
    });
    events.emit('membership.changed', { personId, partnershipId });
  }

  /** Who is in the partnership as operator now, and for its conveners why; nobody for whoever may not read it. */
  async here(actor: Actor, slug: string): Promise<VisitSummary[]> {
    const { repos, surroundings } = this.#context;
    const partnership = await repos.partnerships.bySlug(slug);
    if (!partnership || !can(actor, 'partnership.read', { partnershipId: partnership.id })) return [];
    const isConvener = hasRole(actor, partnership.id, 'convener');
    const visits = await repos.operatorEntries.inPartnership(partnership.id, surroundings.now());
    return visits.map(({ id, role, reason, endsAt, name, organisation, personId }) => {
      const isMine = actor.kind === 'person' && personId === actor.id;
      return { id, role, endsAt, name, organisation, isMine, reason: isMine || isConvener ? reason : null };
    });
  }

  /** An operator's own visit to a partnership; null when they are not in it. */
  async mine(actor: Actor, slug: string): Promise<Pick<Visit, 'role' | 'reason' | 'endsAt'> | null> {
    const { repos, surroundings } = this.#context;
    const visits = await repos.operatorEntries.ofPerson(operatorOf(actor).id, surroundings.now());
    return visits.find((one) => one.slug === slug) ?? null;
  }

  /** Notes whose time is up, and sends them back to the door, which is shut. Called every minute. */
  async endExpired(): Promise<void> {
    const { db, repos, events, surroundings } = this.#context;
    for (const visit of await repos.operatorEntries.over(surroundings.now())) {
      await inTransaction(db, (within) => noteLeft(within, this.#context, { visit, by: null }));
      events.emit('membership.changed', visit);
    }
  }

  async #tellConveners(repos: Repos, { id, slug, name }: Partnership, visit: Visit): Promise<void> {
    if (!this.#mail.hasServer) return; // they are shown it
    const operator = await repos.people.byId(visit.personId);
    const letter = writeLetter(LETTERS[visit.role], {
      ...{ operator: operator?.name ?? '', organisation: operator?.organisation ?? '', partnership: name },
      ...{ reason: visit.reason, until: MOMENT.format(new Date(visit.endsAt)) },
      link: `${this.#context.publicUrl}/partnerships/${slug}/people`,
    });
    const conveners = (await repos.memberships.members(id)).filter(({ role }) => role === 'convener');
    for (const { email: to } of conveners)
      await this.#mail.post(repos, { kind: 'operator', to, partnershipId: id, letter });
  }
}

/** Ends all visits of somebody who runs the instance no more; returns the partnerships whose doors they go back to. */
export async function endVisits(
  repos: Repos,
  context: Pick<ServiceContext, 'surroundings'>,
  { personId, by }: { personId: string; by: string | null },
): Promise<string[]> {
  const visits = await repos.operatorEntries.ofPerson(personId, context.surroundings.now());
  for (const visit of visits) await noteLeft(repos, context, { visit, by });
  return visits.map(({ partnershipId }) => partnershipId);
}

/**
 * What they invited others with opens nothing from then on, as with anybody who goes; and they come back by no guest link
 * that they made: it lets no newcomers in until a facilitator opens it again.
 */
async function noteLeft(
  repos: Repos,
  { surroundings }: Pick<ServiceContext, 'surroundings'>,
  { visit, by }: { visit: Visit; by: string | null },
): Promise<void> {
  const { id, partnershipId, personId } = visit;
  const at = surroundings.now();
  if (!(await repos.operatorEntries.end(id, at))) return;
  const isMember = (await repos.memberships.partnershipsOf(personId)).includes(partnershipId);
  if (!isMember) await closeWaysIn(repos, { partnershipId, personId, at });
  const entry = { actorId: by, partnershipId, details: { person: personId } };
  await writeAudit(repos, surroundings, { event: 'operator.left', ...entry });
}

async function closeWaysIn(
  repos: Repos,
  { partnershipId, personId, at }: { partnershipId: string; personId: string; at: Instant },
): Promise<void> {
  await repos.invitations.withdrawBy(partnershipId, personId, at);
  for (const { id } of await repos.guestLinks.madeBy(personId, { partnershipId, now: at })) {
    await repos.guestLinks.setDoor(id, 'closedToNewcomers');
    await repos.guestCodes.endJoinCode(id);
  }
}
