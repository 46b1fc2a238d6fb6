import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as v from 'valibot';
import { WORDED_FIELDS } from '../../domain/boards/wordedFields.ts';
import { IDENTIFIER_KINDS } from '../../domain/sensitive/finding.ts';
import { IDENTIFIER_RULES } from '../../domain/sensitive/identifierRule.ts';
import { frameType } from './frame.ts';

const finite = v.pipe(v.number(), v.finite());

const words: v.GenericSchema<readonly string[]> = v.array(v.string());

/** Of the partnership that the document belongs to. */
export const settingsSchema = v.object({ identifiers: v.picklist(IDENTIFIER_RULES), knownPostcodes: words });

/**
 * News that is not in the document. It carries the new state itself, never "go and read". `store` says whether the
 * server can write to its disk at the moment: while it cannot, nothing is acknowledged and the page says why.
 * `board` carries the board's new title or that it was archived. `takenOff` names everything that was taken off the
 * document and stays off; it comes with the join and before each update that takes more off. `identifier` tells whoever
 * sent words of an item which kinds of identifiers were taken out of them, before the update that takes them out.
 * `settings` carries what hello said of them, when it changes.
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
