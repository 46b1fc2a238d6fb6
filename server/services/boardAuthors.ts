import type { GuestActor, PersonActor } from '../../src/lib/domain/access/actor.ts';
import type { BoardAuthor } from '../../src/lib/domain/boards/boardRecord.ts';
import type { Item } from '../../src/lib/domain/boards/schema.ts';
import type { Guest } from '../../src/lib/domain/guests/guest.ts';
import { organisationKindOf } from '../../src/lib/domain/guests/guest.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import type { PersonWithOrganisation } from '../storage/repos/personRepo.ts';
import type { ServiceContext } from './context.ts';

type Authors = Record<string, BoardAuthor>;

interface Asked {
  actor: PersonActor | GuestActor;
  board: BoardRecord;
  items: readonly Item[];
}

/** Whose names a board shows beside what they wrote. */
export class BoardAuthors {
  #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /**
   * For members: everyone in the partnership, the board's guests, and who wrote on it before they left. For guests: who
   * wrote on it, and themselves.
   */
  async of({ actor, board, items }: Asked): Promise<Authors> {
    const { repos } = this.#context;
    const writers = new Set(items.flatMap(({ by }) => by ?? []));
    const guests = (await repos.guests.ofBoard(board.id)).filter(
      ({ id }) => actor.kind === 'person' || id === actor.id || writers.has(id),
    );
    const members = actor.kind === 'person' ? await repos.memberships.members(board.partnershipId) : [];
    const named = new Set([...members, ...guests].map(({ id }) => id));
    const others = new Set([...writers].filter((id) => !named.has(id)));
    for (const { personId } of guests) if (personId !== null && !named.has(personId)) others.add(personId);
    const people: Authors = {};
    for (const person of [...members, ...(await repos.people.byIds([...others]))]) people[person.id] = authorOf(person);
    for (const guest of guests) people[guest.id] = (guest.personId && people[guest.personId]) || guestAuthor(guest);
    return people;
  }
}

function authorOf({
  name,
  organisation,
  organisationKind,
}: Pick<PersonWithOrganisation, 'name' | 'organisation' | 'organisationKind'>): BoardAuthor {
  return { name, organisation, organisationKind };
}

function guestAuthor({ name, kind }: Guest): BoardAuthor {
  return { name, organisation: '', organisationKind: organisationKindOf(kind), guest: kind };
}
