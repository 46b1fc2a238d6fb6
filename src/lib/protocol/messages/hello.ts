import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as v from 'valibot';
import { frameType } from './frame.ts';
import { sessionSchema, settingsSchema, talliesSchema } from './notice.ts';

const helloSchema = v.object({
  /** What this connection may do in the room. */
  role: v.picklist(['edit', 'comment', 'look']),
  /** Changes when the document was rebuilt; older copies must not be merged. */
  generation: v.pipe(v.number(), v.integer(), v.minValue(0)),
  limits: v.object({
    update: v.number(),
    join: v.number(),
    presence: v.number(),
    document: v.number(),
    items: v.number(),
  }),
  /** The server's clock, ISO 8601. */
  now: v.string(),
  /** The caller's own actor id, for telling own items from others'. */
  me: v.string(),
  /** Of the partnership, at the moment of joining. */
  settings: v.optional(settingsSchema),
  /** The session that goes on on the board, at the moment of joining. */
  session: v.optional(sessionSchema),
  /** What stays on the board's cards from votes; left out where nothing does. */
  tallies: v.optional(talliesSchema),
  /** Whether its step keeps the caller from writing for now, whatever the role allows. */
  closed: v.optional(v.boolean()),
});
export type Hello = v.InferOutput<typeof helloSchema>;

export function encodeHello(hello: Hello): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, frameType.hello);
  encoding.writeVarString(encoder, JSON.stringify(hello));
  return encoding.toUint8Array(encoder);
}

/** Reads what follows the frame type. Throws on anything that is not a hello. */
export function readHello(decoder: decoding.Decoder): Hello {
  return v.parse(helloSchema, JSON.parse(decoding.readVarString(decoder)));
}
