import type { Surroundings } from '../../shared/surroundings.ts';
import type { BoardView } from '../boardView.ts';
import type { Box } from '../geometry/box.ts';
import { boxAround, boxOf, centreOf, contains, overlaps } from '../geometry/box.ts';
import type { Surrounds } from '../geometry/groupBox.ts';
import { layOut, spotFor } from '../geometry/groupBox.ts';
import { placeInZone } from '../geometry/placeCards.ts';
import { zoneAt } from '../geometry/zoneAt.ts';
import { isGroup } from '../groups.ts';
import type { NewZone } from '../newItem.ts';
import { keyAfterAll, keyBetween } from '../order.ts';
import type { Colour, Placed, Point, Size, ZoneItem } from '../schema.ts';
import { COLOURS } from '../schema.ts';
import type { Placement } from './planMoves.ts';

/** A new group, and where its things go. */
export interface NewGroup {
  zone: NewZone;
  placements: readonly Placement[];
}

/** A group that changed its size or place, where things go, and the groups that go with that. */
export interface ChangedGroup {
  group: string;
  at: Point;
  size: Size;
  placements: readonly Placement[];
  gone: readonly string[];
}

/** What of these can lie in a group: everything that is no zone and is not locked, as it is read. */
export function groupable(board: BoardView, ids: readonly string[]): Placed[] {
  const wanted = new Set(ids);
  return [...board.zones().map(({ id }) => id), null].flatMap((zone) =>
    board.itemsIn(zone).filter(({ id, look }) => wanted.has(id) && !look.locked),
  );
}

/**
 * A named group of these things, in the zone most of them lie in. Of things in a group, it is made beside that group:
 * groups do not lie in groups. Null of none.
 */
export function planGroup(
  board: BoardView,
  ids: readonly string[],
  { by, name, now, newId }: { by: string; name: string } & Surroundings,
): NewGroup | null {
  const members = groupable(board, ids);
  const around = boxAround(members.map(boxOf));
  if (!around) return null;
  const home = homeOfMost(board, members);
  const { size, places } = layOut(members.map((item) => item.size));
  const going = new Set(members.map(({ id }) => id));
  const at = spotFor(size, surroundsOf(board, { home, near: centreOf(around), going }));
  const zone: NewZone = {
    ...{ id: newId(), by, made: now(), at, size, title: name, prompt: '' },
    z: keyAfterAll([...board.items()].map((item) => item.z)),
    order: orderAfter(board, home),
    colour: colourIn(board, home),
    look: { within: home?.id ?? '' },
  };
  return { zone, placements: members.map((item, index) => placed(item, { zone: zone.id, at, place: places[index] })) };
}

/** These things join a group, which becomes as large as it must be. Null of none, or of what is no group. */
export function planJoin(board: BoardView, ids: readonly string[], group: string): ChangedGroup | null {
  const there = groupOf(board, group);
  const joining = groupable(board, ids).filter(({ zone }) => zone !== group);
  if (!there || joining.length === 0) return null;
  return changed(board, { group: there, members: [...board.itemsIn(group), ...joining], gone: [] });
}

/** Several groups as one: the largest stays, of equals the one that is read first. Null of fewer than two. */
export function planMerge(board: BoardView, ids: readonly string[]): ChangedGroup | null {
  const wanted = new Set(ids);
  const groups = board.zones().filter((zone) => wanted.has(zone.id) && isGroup(zone) && !zone.look.locked);
  const count = ({ id }: ZoneItem) => board.itemsIn(id).length;
  const stays = groups.reduce<ZoneItem | null>((most, one) => (most && count(most) >= count(one) ? most : one), null);
  if (!stays || groups.length < 2) return null;
  const gone = groups.filter(({ id }) => id !== stays.id).map(({ id }) => id);
  const members = [stays.id, ...gone].flatMap((id) => [...board.itemsIn(id)]);
  return changed(board, { group: stays, members, gone });
}

/** Groups go; what lay in them is in the zone again that they were made in, where it lies if that is inside. */
export function planUngroup(
  board: BoardView,
  ids: readonly string[],
): { gone: readonly string[]; placements: readonly Placement[] } | null {
  const groups = ids.flatMap((id) => groupOf(board, id) ?? []).filter(({ look }) => !look.locked);
  if (groups.length === 0) return null;
  const gone = groups.map(({ id }) => id);
  const staying = board.zones().filter(({ id }) => !gone.includes(id));
  const placements: Placement[] = [];
  for (const group of groups) {
    const home = staying.find(({ id }) => id === group.look.within) ?? null;
    for (const item of board.itemsIn(group.id)) placements.push(backHome(item, { board, home, staying, placements }));
  }
  return { gone, placements };
}

/** `placements`: what came back before it. */
function backHome(
  item: Placed,
  { board, home, staying, placements }: Homecoming & { placements: readonly Placement[] },
): Placement {
  const middle = centreOf(boxOf(item));
  if (!home) return { id: item.id, at: item.at, zone: zoneAt(staying, middle)?.id ?? null };
  if (contains(boxOf(home), middle) || item.look.locked) return { id: item.id, at: item.at, zone: home.id };
  const before = placements.flatMap(({ id, at }) => {
    const one = board.item(id);
    return one ? [boxOf({ at, size: one.size })] : [];
  });
  const taken = [...board.itemsIn(home.id).map(boxOf), ...before];
  const [at = item.at] = placeInZone(boxOf(home), { taken, count: 1, size: item.size });
  return { id: item.id, at, zone: home.id };
}

interface Homecoming {
  board: BoardView;
  home: ZoneItem | null;
  staying: readonly ZoneItem[];
}

function changed(
  board: BoardView,
  { group, members, gone }: { group: ZoneItem; members: readonly Placed[]; gone: readonly string[] },
): ChangedGroup {
  const layout = layOut(members.map((item) => item.size));
  const size: Size = [Math.max(group.size[0], layout.size[0]), Math.max(group.size[1], layout.size[1])];
  const home = homeOf(board, group);
  const going = new Set([group.id, ...gone, ...members.map(({ id }) => id)]);
  const near = centreOf({ x: group.at[0], y: group.at[1], w: size[0], h: size[1] });
  const surrounds = surroundsOf(board, { home, near, going });
  const box = boxOf({ at: group.at, size });
  const isIn = home !== null && contains(boxOf(home), group.at);
  const fits = [...(isIn ? surrounds.inHome : surrounds.outside)].every((other) => !overlaps(box, other));
  const isSame = size[0] === group.size[0] && size[1] === group.size[1];
  const at = isSame || (fits && (!isIn || !reachesPast(boxOf(home), box))) ? group.at : spotFor(size, surrounds);
  const placements = members.map((item, index) => placed(item, { zone: group.id, at, place: layout.places[index] }));
  return { group: group.id, at, size, placements, gone };
}

function reachesPast(outer: Box, inner: Box): boolean {
  return inner.x + inner.w > outer.x + outer.w || inner.y + inner.h > outer.y + outer.h;
}

/** What is locked belongs to the group as well, and stays where it lies. */
function placed(item: Placed, { zone, at, place }: { zone: string; at: Point; place: Point | undefined }): Placement {
  if (item.look.locked || !place) return { id: item.id, at: item.at, zone };
  return { id: item.id, at: [Math.round(at[0] + place[0]), Math.round(at[1] + place[1])], zone };
}

function groupOf(board: BoardView, id: string): ZoneItem | null {
  const zone = board.item(id);
  return zone?.kind === 'zone' && isGroup(zone) ? zone : null;
}

/** The zone a group was made in; null when that is gone, or there was none. */
function homeOf(board: BoardView, { look }: ZoneItem): ZoneItem | null {
  const home = look.within ? board.item(look.within) : null;
  return home?.kind === 'zone' && !isGroup(home) ? home : null;
}

/** The zone most of them lie in, themselves or with their group; of equals the one that is read first. */
function homeOfMost(board: BoardView, members: readonly Placed[]): ZoneItem | null {
  const counts = new Map<ZoneItem | null, number>();
  for (const { zone: id } of members) {
    const zone = id === null ? null : board.item(id);
    const home = zone?.kind !== 'zone' ? null : isGroup(zone) ? homeOf(board, zone) : zone;
    const known = [...counts.keys()].find((one) => one?.id === home?.id);
    counts.set(known === undefined ? home : known, (counts.get(known ?? home) ?? 0) + 1);
  }
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [null as ZoneItem | null, 0])[0];
}

function surroundsOf(
  board: BoardView,
  { home, near, going }: { home: ZoneItem | null; near: Point; going: ReadonlySet<string> },
): Surrounds {
  const zones = board.zones().filter(({ id }) => id !== home?.id && !going.has(id));
  const stays = (items: readonly Placed[]) => items.filter(({ id }) => !going.has(id)).map(boxOf);
  return {
    near,
    home: home && boxOf(home),
    inHome: [...(home ? stays(board.itemsIn(home.id)) : []), ...zones.map(boxOf)],
    outside: [...zones.map(boxOf), ...stays(board.itemsIn(null))],
  };
}

/** Its place in the outline: after the zone it was made in, and the groups there already. */
function orderAfter(board: BoardView, home: ZoneItem | null): string {
  const zones = board.zones();
  const last = zones.findLastIndex(({ id, look }) => home !== null && (id === home.id || look.within === home.id));
  const between = last < 0 ? null : keyBetween(zones[last]?.order ?? null, zones[last + 1]?.order ?? null);
  return between ?? keyAfterAll(zones.map(({ order }) => order));
}

/** Another colour than its zone's, and than the group's made there before. */
function colourIn(board: BoardView, home: ZoneItem | null): Colour {
  const colours = COLOURS.filter((colour) => colour !== home?.look.colour);
  const groups = board.zones().filter((zone) => isGroup(zone) && zone.look.within === (home?.id ?? ''));
  return colours[groups.length % colours.length] ?? 'slate';
}
