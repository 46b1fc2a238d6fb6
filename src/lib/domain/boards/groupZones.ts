import type { Instant } from '../shared/surroundings.ts';
import { BoardDoc } from './boardDoc.ts';
import type { Box } from './geometry/box.ts';
import { boxAround, boxOf } from './geometry/box.ts';
import { planNewZone } from './operations/planZones.ts';
import type { Revealed } from './privateSheet.ts';
import { placeRevealed } from './privateSheet.ts';
import type { ZoneItem } from './schema.ts';
import { MAX_TITLE, ZONE_SIZE } from './schema.ts';
import type { SharedDocument } from './sharedDocument.ts';
import { cutText, smallestChange } from './textChange.ts';

const GAP = 80;
/** Zones of so many groups stand side by side: more would lie too far out to be found. */
const IN_A_ROW = 4;

/** What zones are made for, and from: a group, and the zones that it gets one like of each. */
export interface ZonesAsked {
  groups: readonly { id: string; name: string }[];
  /** Ids of zones; each group gets an untitled one where there are none. */
  of: readonly string[];
  /** The same id each time for a group and a zone, another for each `nth` try: one that was deleted is not used again. */
  idOf: (group: string, zone: string, nth: number) => string;
  by: string;
  now: Instant;
}

/** A zone of a group, and the zone it is like; empty where it is like none. */
export interface ZoneMade {
  group: string;
  zone: string;
  of: string;
}

/** Makes zones like the given ones for each group, beside everything. Those that are there already stay as they are. */
export function addGroupZones(doc: SharedDocument, { groups, of, idOf, by, now }: ZonesAsked): ZoneMade[] {
  const board = new BoardDoc(doc);
  const like = of.flatMap((id) => {
    const zone = board.item(id);
    return zone?.kind === 'zone' ? [zone] : [];
  });
  const patterns: readonly (ZoneItem | null)[] = like.length > 0 ? like : [null];
  const around = boxAround(like.map(boxOf)) ?? { x: 0, y: 0, w: ZONE_SIZE[0], h: ZONE_SIZE[1] };
  const beside = besideAll(board, around);
  const wanted = groups.map((group) => ({
    group,
    zones: patterns.map((pattern) => ({ pattern, ...freeId(board, (nth) => idOf(group.id, pattern?.id ?? '', nth)) })),
  }));
  const fresh = wanted.filter(({ zones }) => zones.some(({ isThere }) => !isThere));
  for (const { group, zones } of wanted) {
    const nth = fresh.findIndex((one) => one.group === group);
    const [across, down] = [nth % IN_A_ROW, Math.floor(nth / IN_A_ROW)];
    const shift: readonly [number, number] = [
      beside.x - around.x + across * (around.w + GAP),
      beside.y - around.y + down * (around.h + GAP),
    ];
    for (const { pattern, id, isThere } of zones) {
      if (isThere) continue;
      const at = [(pattern?.at[0] ?? around.x) + shift[0], (pattern?.at[1] ?? around.y) + shift[1]] as const;
      const title = cutText(pattern?.text ? `${group.name}: ${pattern.text}` : group.name, MAX_TITLE);
      const asked = { by, at, title, size: pattern?.size ?? ZONE_SIZE };
      const plan = planNewZone(board, asked, { now: () => now, newId: () => id });
      const own = pattern ? { prompt: pattern.prompt, colour: pattern.look.colour ?? plan.colour } : {};
      board.addZone({ ...plan, ...own }, { by });
    }
  }
  return wanted.flatMap(({ group, zones }) =>
    zones.map(({ pattern, id }) => ({ group: group.id, zone: id, of: pattern?.id ?? '' })),
  );
}

/** Has zones that are named after a group bear its new name; those that somebody called otherwise stay as they are. */
export function renameGroupZones(
  doc: SharedDocument,
  { zones, from, to, by }: { zones: readonly string[]; from: string; to: string; by: string },
): void {
  const board = new BoardDoc(doc);
  for (const id of zones) {
    const address = { item: id, field: 'text' } as const;
    const before = board.item(id)?.kind === 'zone' ? board.textAt(address) : '';
    if (before !== from && !before.startsWith(`${from}: `)) continue;
    const after = cutText(to + before.slice(from.length), MAX_TITLE);
    const change = smallestChange(before, after, after.length);
    if (change) board.editText(address, change, { by });
  }
}

/** A card that comes from a group's own board. */
export type Gathered = Revealed;

/**
 * Puts cards of a group's own board into its zone here, with the group that they come from. What came before is not
 * brought again, whatever became of it here.
 */
export function placeGathered(
  doc: SharedDocument,
  { cards, origin, by, now }: { cards: readonly Gathered[]; origin: string; by: string; now: Instant },
): void {
  const board = new BoardDoc(doc);
  const fresh = cards.filter(({ id }) => !board.knows(id)).map(({ id }) => id);
  placeRevealed(doc, cards, now);
  board.restyle(fresh, { origin }, { by });
}

function freeId(board: BoardDoc, idOf: (nth: number) => string): { id: string; isThere: boolean } {
  for (let nth = 0; ; nth++) {
    const id = idOf(nth);
    if (board.item(id)?.kind === 'zone') return { id, isThere: true };
    if (!board.knows(id)) return { id, isThere: false };
  }
}

/** To the right of all there is, level with what is copied. */
function besideAll(board: BoardDoc, around: Box): { x: number; y: number } {
  const all = boxAround([...board.items()].map(boxOf));
  return all ? { x: all.x + all.w + GAP, y: around.y } : { x: 0, y: 0 };
}
