import type { Actor } from '../../src/lib/domain/access/actor.ts';
import { allowedInPartnership } from '../../src/lib/domain/access/can.ts';
import type {
  PartnershipHome,
  PartnershipPeople,
  PartnershipSummary,
} from '../../src/lib/domain/partnerships/partnership.ts';
import { partnershipFor, signedIn } from './authorise.ts';
import type { BoardLists } from './boardLists.ts';
import type { ServiceContext } from './context.ts';

/** How many boards a partnership's home shows. */
const RECENT_BOARDS = 4;

/** Partnerships as their members see them. */
export class PartnershipService {
  #context: ServiceContext;
  #lists: BoardLists;

  constructor(context: ServiceContext, lists: BoardLists) {
    this.#context = context;
    this.#lists = lists;
  }

  /** The partnerships the person is a member of. */
  async mine(actor: Actor): Promise<PartnershipSummary[]> {
    const person = signedIn(actor);
    const partnerships = await this.#context.repos.partnerships.ofPerson(person.id);
    return Promise.all(
      partnerships.map(async ({ id, slug, name, role }) => {
        const { organisations, people } = await this.#context.repos.partnerships.counts(id);
        const boards = await this.#lists.visible(person, id, { archived: false });
        return { slug, name, role, organisations, people, boards: boards.length };
      }),
    );
  }

  async home(actor: Actor, slug: string): Promise<PartnershipHome> {
    const { repos } = this.#context;
    const partnership = await partnershipFor(repos, actor, { slug, action: 'partnership.read' });
    const { id, name, purpose } = partnership;
    const boards = await this.#lists.visible(signedIn(actor), id, { archived: false });
    return {
      id,
      slug,
      name,
      purpose,
      counts: { ...(await repos.partnerships.counts(id)), boards: boards.length },
      organisations: await repos.organisations.inPartnership(id),
      recentBoards: await this.#lists.summarise(boards.slice(0, RECENT_BOARDS)),
      allowed: allowedInPartnership(actor, { partnershipId: id }),
    };
  }

  /** Organisations and their people. Addresses are shown to those who manage people. */
  async people(actor: Actor, slug: string): Promise<PartnershipPeople> {
    const { repos } = this.#context;
    const { id } = await partnershipFor(repos, actor, { slug, action: 'partnership.read' });
    const allowed = allowedInPartnership(actor, { partnershipId: id });
    const members = await repos.memberships.members(id);
    const organisations = await repos.organisations.inPartnership(id);
    return {
      allowed,
      organisations: organisations.map((organisation) => ({
        ...organisation,
        people: members
          .filter((member) => member.organisationId === organisation.id)
          .map(({ id: personId, name, role, email }) => ({
            id: personId,
            name,
            role,
            email: allowed['people.manage'] ? email : null,
          })),
      })),
    };
  }
}
