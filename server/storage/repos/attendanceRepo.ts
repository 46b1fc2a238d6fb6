import type { GuestKind } from '../../../src/lib/domain/guests/guest.ts';
import type { OrganisationKind } from '../../../src/lib/domain/organisations/organisation.ts';
import type { Attender } from '../../../src/lib/domain/sessions/attendance.ts';
import type { Instant } from '../../../src/lib/domain/shared/surroundings.ts';
import type { Database } from '../database.ts';

/** Who came, by actor id. */
export interface Came {
  sessionId: string;
  actorId: string;
  organisationId: string | null;
  firstSeen: Instant;
}

/** Who came to which session. */
export class AttendanceRepo {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Whoever is noted already stays as they are. */
  async note(came: readonly Came[]): Promise<void> {
    if (came.length === 0) return;
    const rows = came.map(({ sessionId, actorId, organisationId, firstSeen }) => ({
      ...{ session_id: sessionId, actor_id: actorId },
      ...{ organisation_id: organisationId, first_seen: firstSeen },
    }));
    await this.#db
      .insertInto('attendance')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** Everyone who came, each once: a guest who said since which person they are is that person. The first to come first. */
  async of(sessionId: string): Promise<Attender[]> {
    const rows = await this.#db
      .selectFrom('attendance')
      .leftJoin('guest', 'guest.id', 'attendance.actor_id')
      .leftJoin('person', (join) =>
        join.on(({ or, eb, ref }) =>
          or([eb('person.id', '=', ref('attendance.actor_id')), eb('person.id', '=', ref('guest.person_id'))]),
        ),
      )
      .leftJoin('organisation', (join) =>
        join.on(({ eb, fn, ref }) =>
          eb('organisation.id', '=', fn.coalesce(ref('attendance.organisation_id'), ref('person.organisation_id'))),
        ),
      )
      .select(({ fn }) => [
        fn.coalesce('person.id', 'attendance.actor_id').as('id'),
        fn.coalesce('person.name', 'guest.name').as('name'),
        'organisation.name as organisation',
        'organisation.kind',
        'attendance.first_seen as firstSeen',
      ])
      .where('attendance.session_id', '=', sessionId)
      .orderBy('attendance.first_seen')
      .orderBy('attendance.actor_id')
      .execute();
    const once = new Map(rows.toReversed().map((row) => [row.id, row] as const));
    return [...once.values()]
      .reverse()
      .flatMap(({ name, organisation, kind, firstSeen }) =>
        name === null ? [] : [{ name, organisation: placeOf(organisation, kind), firstSeen }],
      );
  }

  /** Everyone who came, with what they came from: a member's organisation, or what a guest said of themselves. */
  actorsOf(
    sessionId: string,
  ): Promise<{ actorId: string; kind: OrganisationKind | null; guestKind: GuestKind | null }[]> {
    return this.#db
      .selectFrom('attendance')
      .leftJoin('guest', 'guest.id', 'attendance.actor_id')
      .leftJoin('organisation', 'organisation.id', 'attendance.organisation_id')
      .select(['attendance.actor_id as actorId', 'organisation.kind', 'guest.kind as guestKind'])
      .where('attendance.session_id', '=', sessionId)
      .orderBy('attendance.first_seen')
      .execute();
  }

  /** The sessions that somebody came to, by all their actor ids, with where each was. */
  async ofActors(
    actorIds: readonly string[],
  ): Promise<{ session: string; board: string; partnership: string; firstSeen: Instant }[]> {
    return this.#db
      .selectFrom('attendance')
      .innerJoin('session', 'session.id', 'attendance.session_id')
      .innerJoin('board', 'board.id', 'session.board_id')
      .innerJoin('partnership', 'partnership.id', 'board.partnership_id')
      .select([
        'session.title as session',
        'board.title as board',
        'partnership.name as partnership',
        'attendance.first_seen as firstSeen',
      ])
      .where('attendance.actor_id', 'in', actorIds)
      .orderBy('attendance.first_seen')
      .execute();
  }
}

function placeOf(name: string | null, kind: OrganisationKind | null): Attender['organisation'] {
  return name === null || kind === null ? null : { name, kind };
}
