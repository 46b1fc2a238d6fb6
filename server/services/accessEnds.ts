import { WARNED_DAYS } from '../../src/lib/domain/partnerships/membership.ts';
import type { Day } from '../../src/lib/domain/shared/day.ts';
import { addToDay, dayIn } from '../../src/lib/domain/shared/day.ts';
import { writeLetter } from '../mail/letters.ts';
import { inTransaction } from '../storage/inTransaction.ts';
import type { MemberKey, MemberRecord } from '../storage/repos/membershipRepo.ts';
import type { Partnership } from '../storage/repos/partnershipRepo.ts';
import type { Repos } from '../storage/repos.ts';
import { writeAudit } from './auditWriter.ts';
import type { ServiceContext } from './context.ts';
import type { MailService } from './mail.ts';

const IN_WORDS = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Access that has a last day: it ends by itself, and is warned of before. Both are called now and then. */
export class AccessEndService {
  #context: ServiceContext;
  #mail: MailService;

  constructor(context: ServiceContext, mail: MailService) {
    this.#context = context;
    this.#mail = mail;
  }

  /** Takes out whose last day is over, also where a board is still open. The door has kept them out since midnight. */
  async endOver(): Promise<void> {
    const { db, repos, events, surroundings } = this.#context;
    const today = dayIn(surroundings.now());
    for (const key of await repos.memberships.over(today)) {
      const isGone = await inTransaction(db, (within) => this.#end(within, key, today));
      if (isGone) events.emit('membership.changed', key);
    }
  }

  /** Tells those whose access ends soon, and the conveners who see to them, once for each last day they are given. */
  async warn(): Promise<void> {
    const { db, repos, surroundings } = this.#context;
    const today = dayIn(surroundings.now());
    const soon = (await repos.memberships.unwarned(addToDay(today, WARNED_DAYS))).filter(
      ({ endsOn }) => endsOn >= today,
    );
    for (const key of soon) await inTransaction(db, (within) => this.#warn(within, key));
    if (soon.length > 0) this.#mail.wake();
  }

  async #end(repos: Repos, { partnershipId, personId }: MemberKey, today: Day): Promise<boolean> {
    const { surroundings } = this.#context;
    // Asked again here: somebody may have given them longer meanwhile.
    const isOver = (await repos.memberships.over(today)).some(
      (one) => one.partnershipId === partnershipId && one.personId === personId,
    );
    if (!isOver) return false;
    await repos.memberships.remove(partnershipId, personId);
    await repos.invitations.withdrawBy(partnershipId, personId, surroundings.now());
    const entry = { actorId: null, partnershipId, details: { person: personId } };
    await writeAudit(repos, surroundings, { event: 'membership.ended', ...entry });
    return true;
  }

  async #warn(repos: Repos, { partnershipId, personId, endsOn }: MemberKey & { endsOn: Day }): Promise<void> {
    const members = await repos.memberships.members(partnershipId);
    const member = members.find(({ id }) => id === personId);
    const partnership = await repos.partnerships.byId(partnershipId);
    if (!member || !partnership || member.endsOn !== endsOn) return;
    await repos.memberships.setWarned(partnershipId, personId, endsOn);
    await this.#tell(repos, { partnership, member, conveners: convenersOf(member, members), endsOn });
  }

  async #tell(repos: Repos, { partnership, member, conveners, endsOn }: Warning): Promise<void> {
    const people = `${this.#context.publicUrl}/partnerships/${partnership.slug}/people`;
    const common = { partnership: partnership.name, date: IN_WORDS.format(new Date(endsOn)) };
    const names = conveners.map(({ name }) => name).join(', ');
    const post = { kind: 'accessEnds', partnershipId: partnership.id } as const;
    const own = writeLetter('accessEnds', { ...common, conveners: names, link: people });
    await this.#mail.post(repos, { ...post, to: member.email, letter: own });
    const letter = writeLetter('accessEndsOf', { ...common, name: member.name, link: `${people}/${member.id}` });
    for (const { email } of conveners) await this.#mail.post(repos, { ...post, to: email, letter });
  }
}

interface Warning {
  partnership: Partnership;
  member: MemberRecord;
  conveners: readonly MemberRecord[];
  endsOn: Day;
}

/** Who can give them longer: the conveners of their organisation, or everyone's where it has none. */
function convenersOf(member: MemberRecord, members: readonly MemberRecord[]): MemberRecord[] {
  const conveners = members.filter(({ id, role }) => role === 'convener' && id !== member.id);
  const own = conveners.filter(({ organisationId }) => organisationId === member.organisationId);
  return own.length > 0 ? own : conveners;
}
