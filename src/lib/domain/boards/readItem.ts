import * as Y from 'yjs';
import {
  asRecord,
  readEnd,
  readFile,
  readLook,
  readPoint,
  readPoints,
  readSize,
  readTags,
  readText,
  sizeOfPoints,
} from './readValue.ts';
import type { Connector, Item, ItemKind, Placed } from './schema.ts';
import {
  CARD_SIZE,
  isConnectorEnds,
  isShape,
  ITEM_KINDS,
  MAX_ALT,
  MAX_CARD_TEXT,
  MAX_TITLE,
  SHAPE_SIZE,
  TEXT_SIZE,
  ZONE_SIZE,
} from './schema.ts';

const SIZES = {
  card: CARD_SIZE,
  zone: ZONE_SIZE,
  text: TEXT_SIZE,
  shape: SHAPE_SIZE,
  image: SHAPE_SIZE,
  ink: SHAPE_SIZE,
};

/**
 * Reads one item as strangers' input: null when it breaks the format in a way that leaves nothing to show, mended
 * where a sensible value exists (a wild position, an unknown colour, a text that is too long). Never throws.
 */
export function readItem(id: string, map: unknown): Item | null {
  if (!(map instanceof Y.Map)) return null;
  const is = asRecord(map.get('is'));
  const kind = is['kind'];
  if (!isItemKind(kind) || kind === 'connector') return null;
  const at = readPoint(map.get('at'));
  if (!at) return null;
  const base = { ...common(id, map), at, size: readSize(map.get('size'), SIZES[kind]) };
  if (kind === 'zone') {
    const prompt = readText(map.get('prompt'), MAX_CARD_TEXT);
    return {
      ...base,
      kind,
      text: readText(map.get('text'), MAX_TITLE),
      prompt,
      order: readText(map.get('order'), 200),
    };
  }
  const zone = map.get('zone');
  return readPlaced(kind, map, {
    ...base,
    zone: typeof zone === 'string' ? zone : null,
    text: readText(map.get('text'), MAX_CARD_TEXT),
  });
}

/** Reads a line between two things, as carefully. Whether those things are there is another question. */
export function readConnector(id: string, map: unknown): Connector | null {
  if (!(map instanceof Y.Map)) return null;
  const is = asRecord(map.get('is'));
  const [from, to] = [readEnd(map.get('from')), readEnd(map.get('to'))];
  if (is['kind'] !== 'connector' || !from || !to) return null;
  const ends = isConnectorEnds(is['ends']) ? is['ends'] : 'arrow';
  return { ...common(id, map), kind: 'connector', from, to, ends, text: readText(map.get('text'), MAX_TITLE) };
}

type Shared = Omit<Placed & { kind: 'text' }, 'kind'>;

function readPlaced(kind: Placed['kind'], map: Y.Map<unknown>, shared: Shared): Placed {
  const is = asRecord(map.get('is'));
  const alt = readText(map.get('alt'), MAX_ALT);
  switch (kind) {
    case 'card':
      return { ...shared, kind, tags: readTags(map.get('tags')) };
    case 'text':
      return { ...shared, kind };
    case 'shape':
      return { ...shared, kind, alt, shape: isShape(is['shape']) ? is['shape'] : 'rectangle' };
    case 'image':
      return { ...shared, kind, alt, file: readFile(is['file']) };
    case 'ink': {
      const points = readPoints(map.get('points'));
      return { ...shared, kind, alt, points, size: sizeOfPoints(points) };
    }
  }
}

function common(id: string, map: Y.Map<unknown>) {
  const is = asRecord(map.get('is'));
  return {
    id,
    by: typeof is['by'] === 'string' ? is['by'] : null,
    made: typeof is['made'] === 'string' ? is['made'] : '',
    z: readText(map.get('z'), 200),
    look: readLook(map.get('look')),
  };
}

function isItemKind(value: unknown): value is ItemKind {
  return (ITEM_KINDS as readonly unknown[]).includes(value);
}
