import type { Actor, PersonActor } from '../../src/lib/domain/access/actor.ts';
import type {
  FoundBoard,
  FoundOrganisation,
  FoundPerson,
  Place,
  SearchResults,
} from '../../src/lib/domain/search/search.ts';
import { finderOf, firstFound, readSearch } from '../../src/lib/domain/search/search.ts';
import { signedIn } from './authorise.ts';
import type { BoardLists } from './boardLists.ts';
import type { ServiceContext } from './context.ts';

interface Hits {
  boards: FoundBoard[];
  people: FoundPerson[];
  organisations: FoundOrganisation[];
}

/**
 * Finds boards by their titles, people by name, job title and organisation, and organisations, in the partnerships somebody is in.
 * The lists are those that pages show; which of them fit is judged on words, so that no sign in a question is one of SQL.
 */
export class SearchService {
  #context: ServiceContext;
  #lists: BoardLists;

  constructor(context: ServiceContext, lists: BoardLists) {
    this.#context = context;
    this.#lists = lists;
  }

  async find(actor: Actor, asked: string): Promise<SearchResults> {
    const person = signedIn(actor);
    const fits = finderOf(asked);
    const all: Hits = { boards: [], people: [], organisations: [] };
    // Where the door lets them in now: roles leave out whose door stays shut.
    for (const partnershipId of Object.keys(person.roles)) {
      const { boards, people, organisations } = await this.#inPartnership(person, partnershipId, fits);
      all.boards.push(...boards);
      all.people.push(...people);
      all.organisations.push(...organisations);
    }
    return {
      words: readSearch(asked),
      boards: firstFound(all.boards),
      people: firstFound(all.people),
      organisations: firstFound(all.organisations),
    };
  }

  async #inPartnership(person: PersonActor, id: string, fits: (texts: readonly string[]) => boolean): Promise<Hits> {
    const { repos } = this.#context;
    const found = await repos.partnerships.byId(id);
    if (!found) return { boards: [], people: [], organisations: [] };
    const partnership: Place = { slug: found.slug, name: found.name };
    const boards = await Promise.all([false, true].map((archived) => this.#lists.visible(person, id, { archived })));
    const members = await repos.memberships.members(id);
    const organisations = await repos.organisations.inPartnership(id);
    return {
      boards: boards
        .flat()
        .filter(({ title }) => fits([title]))
        .map((board) => ({ id: board.id, title: board.title, archived: board.archivedAt !== null, partnership })),
      people: members
        .filter(({ name, jobTitle, organisation }) => fits([name, jobTitle, organisation]))
        .map(({ organisationId, organisation: name, organisationKind: kind, ...member }) => ({
          ...{ id: member.id, name: member.name, organisation: { id: organisationId, name, kind }, partnership },
        })),
      organisations: organisations
        .filter(({ name }) => fits([name]))
        .map(({ id: organisation, name, kind }) => ({ id: organisation, name, kind, partnership })),
    };
  }
}
