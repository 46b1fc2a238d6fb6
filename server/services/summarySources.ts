import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';
import { pictureOf } from '../../src/lib/domain/boards/boardPicture.ts';
import type { Session } from '../../src/lib/domain/sessions/session.ts';
import type { Present, Snapshot, SummaryVote, SummaryZone } from '../../src/lib/domain/summaries/summary.ts';
import type { GuestKind } from '../../src/lib/domain/guests/guest.ts';
import { organisationKindOf } from '../../src/lib/domain/guests/guest.ts';
import type { OrganisationKind } from '../../src/lib/domain/organisations/organisation.ts';
import { documentOf } from './boardLists.ts';
import type { ServiceContext } from './context.ts';
import { heldIn } from './privateSheets.ts';

/** What a summary is made of that other parts of a session keep. */
export interface SummarySources {
  /** Totals of the votes that were shown to all. */
  votes(session: Session): Promise<readonly SummaryVote[]>;
  /** How many cards are held back that nobody has decided about. */
  heldCards(session: Session): Promise<number>;
  /** Those who are known to have been there beside those who are now. */
  attended(session: Session): Promise<readonly Present[]>;
}

/** What votes, private cards and the room of a session know of it. */
export function sourcesOf(context: ServiceContext): SummarySources {
  const { repos } = context;
  return {
    votes: async ({ id }) =>
      (await repos.ballots.ofSession(id)).flatMap(({ step, title, rules, papers, revealed }) => {
        if (!revealed) return [];
        const { voters, cards } = revealed;
        return [{ step, title, method: rules.method, voters, room: papers.people, cards }];
      }),
    heldCards: async ({ id }) => {
      const rounds = (await repos.privateRounds.ofSession(id)).filter(({ checked }) => checked);
      const counts = await Promise.all(rounds.map(({ id: round }) => heldIn(context, round)));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    attended: async ({ id }) =>
      (await repos.attendance.actorsOf(id)).flatMap(({ actorId, kind, guestKind: guest }) => {
        const is = kind ?? guestKindOf(guest ?? undefined);
        return is ? [{ id: actorId, kind: is }] : [];
      }),
  };
}

/** How a session stands now. Only what lies on the board itself is in it: private cards are in documents of their own. */
export async function snapshotOf(
  { repos, documents }: ServiceContext,
  sources: SummarySources,
  session: Session,
): Promise<Snapshot> {
  const name = documentOf(session.boardId);
  const [outcomes, zones, votes] = [
    await repos.outcomes.ofSession(session.id),
    await documents.read(name, (doc) => zonesOf(new BoardDoc(doc))),
    await sources.votes(session),
  ];
  const here = documents.peopleIn([name]).get(name) ?? [];
  const agreed = (await repos.consents.ofSession(session.id)).map(({ actorId }) => actorId);
  const known = new Map((await sources.attended(session)).map((one) => [one.id, one]));
  for (const { actorId, organisationKind } of here) known.set(actorId, { id: actorId, kind: organisationKind });
  const people = new Map((await repos.people.byIds(agreed)).map((person) => [person.id, person]));
  const guests = new Map((await repos.guests.ofBoard(session.boardId)).map((guest) => [guest.id, guest]));
  for (const id of agreed) {
    const kind = people.get(id)?.organisationKind ?? guestKindOf(guests.get(id)?.kind);
    if (kind && !known.has(id)) known.set(id, { id, kind });
  }
  const present = [...known.values()].map((one) =>
    guests.get(one.id)?.kind === 'family' ? { ...one, kind: 'family' as const } : one,
  );
  return { outcomes, zones, votes, present };
}

function guestKindOf(kind: GuestKind | undefined): OrganisationKind | null {
  return kind === undefined ? null : organisationKindOf(kind);
}

/** In reading order; each zone is drawn with what lies in it, and nothing else. */
function zonesOf(board: BoardDoc): SummaryZone[] {
  const cardsIn = (zone: string | null) =>
    board.itemsIn(zone).flatMap((item) => (item.kind === 'card' ? [{ id: item.id, text: item.text.trim() }] : []));
  const within = board.zones().map((zone) => {
    const items = [zone, ...board.itemsIn(zone.id)];
    const picture = pictureOf({ items: () => items, connectors: () => [] });
    return { id: zone.id, title: zone.text, prompt: zone.prompt, cards: cardsIn(zone.id), picture };
  });
  const outside = { id: null, title: '', prompt: '', cards: cardsIn(null), picture: null };
  return [...within, outside].map((zone) => ({ ...zone, cards: zone.cards.filter(({ text }) => text !== '') }));
}
