import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as v from 'valibot';
import { WORDED_FIELDS } from '../../domain/boards/wordedFields.ts';
import { IDENTIFIER_KINDS } from '../../domain/sensitive/finding.ts';
import { IDENTIFIER_RULES } from '../../domain/sensitive/identifierRule.ts';
import type { SessionRoom } from '../../domain/sessions/room.ts';
import type { LiveSession } from '../../domain/sessions/session.ts';
import type { BoardTallies } from '../../domain/sessions/votes/ballot.ts';
import { frameType } from './frame.ts';

const finite = v.pipe(v.number(), v.finite());

const words: v.GenericSchema<readonly string[]> = v.array(v.string());

/** Of the partnership that the document belongs to. */
export const settingsSchema = v.object({ identifiers: v.picklist(IDENTIFIER_RULES), knownPostcodes: words });

/** Null when none goes on. The server's own words: they are not looked at again. */
export const sessionSchema = v.nullable(v.any() as v.GenericSchema<LiveSession>);

/** What stays on the cards of the board from votes. The server's own words, too. */
export const talliesSchema = v.any() as v.GenericSchema<BoardTallies>;

/**
 * News that is not in the document. It carries the new state itself, never "go and read". `store` says whether the
 * server can write to its disk at the moment: while it cannot, nothing is acknowledged and the page says why.
 * `board` carries the board's new title or that it was archived. `takenOff` names everything that was taken off the
 * document and stays off; it comes with the join and before each update that takes more off. `identifier` tells whoever
 * sent words of an item which kinds of identifiers were taken out of them, before the update that takes them out.
 * `settings` carries what hello said of them, when it changes.
 * `waiting` tells who sees to the board's guests which newcomers wait to be let in, the first to come first.
 * `session` carries how the session on the board stands, null when there is none any more; and whether its step keeps
 * the reader from writing for now.
 * `private` says how many private cards a round has, and who is writing them where that is shown.
 * `room` says how many people are in the room of that session and, to who may run it, how many ask for more time.
 * `voted` says how many have voted in a ballot, and nothing else of it. `tallies` carries what came out of all that were
 * revealed, by card.
 * `gather` says that somebody who runs the meeting has everyone look at a part of the board: x, y, width, height.
 */
const noticeSchema = v.variant('topic', [
  v.object({ topic: v.literal('store'), writable: v.boolean() }),
  v.object({ topic: v.literal('board'), title: v.string(), archived: v.boolean() }),
  v.object({ topic: v.literal('takenOff'), items: v.array(v.string()) }),
  v.object({
    topic: v.literal('identifier'),
    item: v.string(),
    field: v.picklist(WORDED_FIELDS),
    kinds: v.array(v.picklist(IDENTIFIER_KINDS)),
  }),
  v.object({ topic: v.literal('settings'), ...settingsSchema.entries }),
  v.object({
    topic: v.literal('waiting'),
    guests: v.array(v.object({ id: v.string(), name: v.string(), young: v.boolean() })),
  }),
  v.object({ topic: v.literal('session'), session: sessionSchema, closed: v.optional(v.boolean()) }),
  v.object({ topic: v.literal('voted'), ballot: v.string(), voted: finite }),
  v.object({ topic: v.literal('tallies'), tallies: talliesSchema }),
  v.object({
    topic: v.literal('private'),
    round: v.string(),
    cards: v.number(),
    writers: words,
  }),
  v.object({
    topic: v.literal('room'),
    room: v.any() as v.GenericSchema<SessionRoom>,
    asking: v.nullable(finite),
  }),
  v.object({
    topic: v.literal('gather'),
    by: v.string(),
    name: v.string(),
    view: v.tuple([finite, finite, finite, finite]),
  }),
]);
export type Notice = v.InferOutput<typeof noticeSchema>;

export function encodeNotice(notice: Notice): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, frameType.notice);
  encoding.writeVarString(encoder, JSON.stringify(notice));
  return encoding.toUint8Array(encoder);
}

/** Reads what follows the frame type; null for a topic this page does not know. Throws on malformed bytes. */
export function readNotice(decoder: decoding.Decoder): Notice | null {
  const result = v.safeParse(noticeSchema, JSON.parse(decoding.readVarString(decoder)));
  return result.success ? result.output : null;
}
