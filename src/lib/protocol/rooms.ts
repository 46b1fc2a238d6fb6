/** Kinds of document a room can be open on. `mine` is the caller's own private cards on a board. */
export const ROOM_KINDS = ['board', 'plan', 'page', 'mine'] as const;
export type RoomKind = (typeof ROOM_KINDS)[number];

export interface RoomAddress {
  kind: RoomKind;
  id: string;
}

/** Ids are nanoids; the length is bounded so that an address can be logged and compared safely. */
const ADDRESS = /^(board|plan|page|mine)\/([A-Za-z0-9_-]{1,64})$/;

/** Reads `board/<id>` and the like; null for anything else. */
export function parseRoom(address: string): RoomAddress | null {
  const match = ADDRESS.exec(address);
  if (!match?.[1] || !match[2]) return null;
  return { kind: match[1] as RoomKind, id: match[2] };
}

export function roomName({ kind, id }: RoomAddress): string {
  return `${kind}/${id}`;
}
