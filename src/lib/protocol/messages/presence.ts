import * as v from 'valibot';
import { ORGANISATION_KINDS } from '../../domain/organisations/organisation.ts';

const finite = v.pipe(v.number(), v.finite());
const point = v.tuple([finite, finite]);
const id = v.pipe(v.string(), v.maxLength(64));
/** A Yjs relative position, base64. */
const position = v.pipe(v.string(), v.maxLength(256));

export const REACTIONS = ['yes', 'heart', 'idea', 'question', 'celebrate'] as const;
export type ReactionKind = (typeof REACTIONS)[number];

/** Fields a participant may fill in. Anything else is dropped on arrival. All are optional: absent means "not now". */
const presenceFields = {
  /** Pointer in board units. */
  cursor: v.nullish(point),
  /** Up to 50 ids; more than that travels as `selectionBox`. */
  selection: v.nullish(v.pipe(v.array(id), v.maxLength(50))),
  selectionBox: v.nullish(v.tuple([finite, finite, finite, finite])),
  caret: v.nullish(v.object({ item: id, field: v.picklist(['text', 'prompt']), anchor: position, head: position })),
  gesture: v.nullish(
    v.object({
      kind: v.picklist(['move', 'resize', 'draw']),
      ids: v.union([v.pipe(v.array(id), v.maxLength(50)), v.literal('selection')]),
      dx: v.optional(finite),
      dy: v.optional(finite),
      size: v.optional(point),
      points: v.optional(v.pipe(v.array(finite), v.maxLength(200))),
    }),
  ),
  /** A sign of assent that passes: where, about what, and a number that is new for each. */
  reaction: v.nullish(v.object({ kind: v.picklist(REACTIONS), at: point, item: v.nullish(id), nth: finite })),
  /** The part of the board on screen: x, y, width, height in board units. For following. */
  view: v.nullish(v.tuple([finite, finite, finite, finite])),
};

const ownPresence = v.object(presenceFields);
export type OwnPresence = v.InferOutput<typeof ownPresence>;

/** Set by the server from the sign-in; whatever the client wrote here is overwritten. */
const who = v.object({
  id,
  name: v.string(),
  organisationKind: v.picklist(ORGANISATION_KINDS),
  organisation: v.string(),
  guest: v.boolean(),
  /** Here as operator, for a while: none of the partnership's members. */
  operator: v.optional(v.boolean()),
  /** Order of first joining this document, from 0; decides the person colour for the life of the board. */
  colour: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type Who = v.InferOutput<typeof who>;

const presence = v.object({ ...presenceFields, who });
export type Presence = v.InferOutput<typeof presence>;

/** What a client may say about itself: known fields only. Null when it breaks their shape. */
export function parseOwnPresence(value: unknown): OwnPresence | null {
  const result = v.safeParse(ownPresence, value);
  return result.success ? result.output : null;
}

/** What a page believes about someone else. Null when it breaks the shape. */
export function parsePresence(value: unknown): Presence | null {
  const result = v.safeParse(presence, value);
  return result.success ? result.output : null;
}
