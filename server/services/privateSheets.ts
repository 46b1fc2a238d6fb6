import { createHash } from 'node:crypto';
import { can } from '../../src/lib/domain/access/can.ts';
import type { Sheet } from '../../src/lib/domain/boards/privateSheet.ts';
import { readSheet } from '../../src/lib/domain/boards/privateSheet.ts';
import { readSheetName, sheetsOf } from '../documents/sheets.ts';
import type { BoardRecord } from '../storage/repos/boardRepo.ts';
import { subjectOf } from './authorise.ts';
import type { ServiceContext } from './context.ts';
import { asActor } from './reviewers.ts';

/** What somebody wrote privately in a round, and whose it is. Never leaves the server like this. */
export interface OwnedSheet extends Sheet {
  name: string;
  actorId: string;
}

/** Everything that was written privately in a round. */
export async function sheetsIn({ documents }: ServiceContext, round: string): Promise<OwnedSheet[]> {
  const names = await documents.named(sheetsOf(round));
  return Promise.all(
    names.map(async (name) => ({
      ...(await documents.read(name, readSheet)),
      ...{ name, actorId: readSheetName(name)?.actorId ?? '' },
    })),
  );
}

/**
 * What a private card is called once nobody is to know whose it is, and before: for facilitators who check cards, and
 * on the board. The same each time, so that a reveal can be done over; nobody gets from it to the card's own id.
 */
export function aliasOf(round: string, card: string): string {
  return createHash('sha256').update(`${round}/${card}`).digest('base64url').slice(0, 21);
}

/** Tells who may still add to a board: what others wrote privately stays theirs, and is not revealed. */
export async function writersOn(
  { repos, surroundings }: ServiceContext,
  board: BoardRecord,
): Promise<(actorId: string) => Promise<boolean>> {
  const members = await repos.memberships.members(board.partnershipId);
  const may = new Set(
    members
      .filter((member) => can(asActor(member, board.partnershipId), 'board.edit', subjectOf(board)))
      .map(({ id }) => id),
  );
  const now = surroundings.now();
  return async (actorId) => {
    if (may.has(actorId)) return true;
    const guest = await repos.guests.byId(actorId);
    const isIn = guest?.boardId === board.id && guest.removedAt === null && guest.waitingSince === null;
    return isIn && guest.personId === null && !guest.muted && guest.endsAt > now;
  };
}

/** How many cards of a round are held back and still their writers'. */
export async function heldIn(context: ServiceContext, round: string): Promise<number> {
  const held = await context.repos.privateRounds.held(round);
  if (held.size === 0) return 0;
  const cards = (await sheetsIn(context, round)).flatMap((sheet) => sheet.cards);
  return cards.filter(({ id }) => held.has(aliasOf(round, id))).length;
}
