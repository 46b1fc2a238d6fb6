import * as Y from 'yjs';
import type { CloseReason } from '../../src/lib/protocol/closeCodes.ts';
import type { DecodedUpdate } from './decode.ts';
import { dependencies } from './decode.ts';
import type { News, Store } from './updatePlaces.ts';
import { UpdatePlaces } from './updatePlaces.ts';

/** What to do with an update, judged against the document as it stands. */
export type Judgement =
  | { is: 'apply'; writers: readonly number[] }
  /** Everything in it is known. */
  | { is: 'nothing' }
  /** Something it builds on has not arrived. */
  | { is: 'wait' }
  | { is: 'refuse'; why: CloseReason };

export interface Circumstances {
  doc: Y.Doc;
  /** Who sent it, and whether they may change the document. */
  actor: string;
  mayWrite: boolean;
  /** Who writes under a clientID, if anyone does. */
  ownerOf: (clientId: number) => string | undefined;
  earlierClients: ReadonlySet<number>;
  maxItems: number;
}

/** Most clientIDs that may bring news in one update: one is usual, an offline day of reloads brings some. */
const MAX_CLIENTS_WITH_NEWS = 1_000;
/** Deepest nesting of types. Ours stand two deep; much deeper ones overflow the stack when deleted or copied. */
const MAX_TYPE_DEPTH = 64;

/** Decides before anything is applied, so that a refused update leaves no trace in the document. */
export function judgeUpdate(update: DecodedUpdate, around: Circumstances): Judgement {
  const news = newsIn(update, around.doc.store);
  const writers = [...news.keys()];
  if (writers.length === 0 && deletesNothing(update, around.doc.store)) return { is: 'nothing' };
  if (!around.mayWrite) return { is: 'refuse', why: 'noAccess' };
  if (writers.some((client) => around.earlierClients.has(client))) return { is: 'refuse', why: 'otherGeneration' };
  if (writers.some((client) => (around.ownerOf(client) ?? around.actor) !== around.actor)) {
    return { is: 'refuse', why: 'badMessage' };
  }
  if (writers.length > MAX_CLIENTS_WITH_NEWS) return { is: 'refuse', why: 'badMessage' };
  if (!isComplete(update, { news, store: around.doc.store })) return { is: 'wait' };
  const places = new UpdatePlaces(news, around.doc.store);
  if (isMisplaced(news, places) || nestsTooDeep(news, places)) return { is: 'refuse', why: 'badMessage' };
  if (passesItemLimit(update, { news, places, doc: around.doc, most: around.maxItems }))
    return { is: 'refuse', why: 'tooLarge' };
  return { is: 'apply', writers };
}

function newsIn({ structs }: DecodedUpdate, store: Store): News {
  const news: News = new Map();
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    if (struct.id.clock + struct.length <= Y.getState(store, struct.id.client)) continue;
    const own = news.get(struct.id.client);
    if (own) own.push(struct);
    else news.set(struct.id.client, [struct]);
  }
  return news;
}

/** Whether every deletion is of something that is deleted already. */
function deletesNothing({ ds }: DecodedUpdate, store: Store): boolean {
  for (const [client, ranges] of ds.clients) {
    const structs = store.clients.get(client) ?? [];
    const state = Y.getState(store, client);
    for (const { clock, len } of ranges) {
      if (len === 0) continue;
      if (clock + len > state) return false;
      for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
        const struct = structs[at];
        if (!struct || struct.id.clock >= clock + len) break;
        if (!struct.deleted) return false;
      }
    }
  }
  return true;
}

/** Plays the integration through on clocks alone: whether all of it can take its place now. */
function isComplete({ ds }: DecodedUpdate, { news, store }: { news: News; store: Store }): boolean {
  const reached = new Map<number, number>();
  const place = new Map([...news.keys()].map((client) => [client, 0]));
  const state = (client: number): number => reached.get(client) ?? Y.getState(store, client);
  const waiting = new Map<number, number[]>();
  const open = [...news.keys()];
  for (let client = open.pop(); client !== undefined; client = open.pop()) {
    const structs = news.get(client) ?? [];
    let at = place.get(client) ?? 0;
    let needs: Y.ID | undefined;
    for (let struct = structs[at]; struct !== undefined; struct = structs[++at]) {
      if (struct.id.clock > state(client)) return false;
      needs = struct instanceof Y.Item ? dependencies(struct).find((id) => id.clock >= state(id.client)) : undefined;
      if (needs) break;
      reached.set(client, struct.id.clock + struct.length);
    }
    const moved = at > (place.get(client) ?? 0);
    place.set(client, at);
    if (moved) open.push(...(waiting.get(client) ?? []));
    if (moved) waiting.delete(client);
    if (!needs) continue;
    if (!news.has(needs.client)) return false;
    waiting.set(needs.client, [...(waiting.get(needs.client) ?? []), client]);
  }
  const arrived = [...news].every(([client, structs]) => place.get(client) === structs.length);
  const known = [...ds.clients].every(([client, ranges]) =>
    ranges.every(({ clock, len }) => clock + len <= state(client)),
  );
  return arrived && known;
}

function isMisplaced(news: News, places: UpdatePlaces): boolean {
  return [...news.values()].some((structs) =>
    structs.some((struct) => struct instanceof Y.Item && places.isMisplaced(struct)),
  );
}

function nestsTooDeep(news: News, places: UpdatePlaces): boolean {
  return [...news.values()].some((structs) =>
    structs.some(
      (struct) =>
        struct instanceof Y.Item &&
        struct.content instanceof Y.ContentType &&
        places.depthOf(struct, MAX_TYPE_DEPTH) > MAX_TYPE_DEPTH,
    ),
  );
}

/** Whether `items` would hold more entries than it may. What adds none always passes: a full board can be edited. */
function passesItemLimit(
  { ds }: DecodedUpdate,
  on: { news: News; places: UpdatePlaces; doc: Y.Doc; most: number },
): boolean {
  const items = on.doc.getMap('items');
  const added = new Set<string>();
  for (const structs of on.news.values()) {
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) continue;
      const key = on.places.keyIn(items, 'items', struct);
      if (key !== null && !items.has(key) && !Y.isDeleted(ds, struct.id)) added.add(key);
    }
  }
  if (added.size === 0 || items._map.size + added.size <= on.most) return false;
  let left = 0;
  for (const [key, entry] of items._map) {
    if (!entry.deleted && (added.has(key) || !Y.isDeleted(ds, entry.id))) left++;
  }
  return left + added.size > on.most;
}
