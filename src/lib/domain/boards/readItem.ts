import * as Y from 'yjs';
import type { Item, ItemKind, Look, Point, Size } from './schema.ts';
import {
  CARD_SIZE,
  isCardType,
  isColour,
  ITEM_KINDS,
  MAX_CARD_TEXT,
  MAX_COORDINATE,
  MAX_EXTENT,
  MAX_TITLE,
  ZONE_SIZE,
} from './schema.ts';
import { cutText } from './textChange.ts';

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
  const base = {
    id,
    by: typeof is['by'] === 'string' ? is['by'] : null,
    made: typeof is['made'] === 'string' ? is['made'] : '',
    z: readText(map.get('z'), 200),
    look: readLook(map.get('look')),
    at,
    size: readSize(map.get('size'), kind === 'zone' ? ZONE_SIZE : CARD_SIZE),
  };
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
  const placed = {
    ...base,
    zone: typeof zone === 'string' ? zone : null,
    text: readText(map.get('text'), MAX_CARD_TEXT),
  };
  return kind === 'card' ? { ...placed, kind, tags: readTags(map.get('tags')) } : { ...placed, kind };
}

function isItemKind(value: unknown): value is ItemKind {
  return (ITEM_KINDS as readonly unknown[]).includes(value);
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function readPoint(value: unknown): Point | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [x, y] = value as unknown[];
  if (!isFiniteNumber(x) || !isFiniteNumber(y)) return null;
  return [clamp(x, -MAX_COORDINATE, MAX_COORDINATE), clamp(y, -MAX_COORDINATE, MAX_COORDINATE)];
}

function readSize(value: unknown, otherwise: Size): Size {
  if (!Array.isArray(value) || value.length !== 2) return otherwise;
  const [w, h] = value as unknown[];
  if (!isFiniteNumber(w) || !isFiniteNumber(h)) return otherwise;
  return [clamp(w, 24, MAX_EXTENT), clamp(h, 24, MAX_EXTENT)];
}

function readLook(value: unknown): Look {
  const raw = asRecord(value);
  const look: Look = {};
  if (isColour(raw['colour'])) look.colour = raw['colour'];
  if (isCardType(raw['type'])) look.type = raw['type'];
  if (raw['locked'] === true) look.locked = true;
  if (Array.isArray(raw['cleared'])) look.cleared = raw['cleared'].filter((kind) => typeof kind === 'string');
  return look;
}

function readTags(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((tag) => typeof tag === 'string').slice(0, 20) : [];
}

function readText(value: unknown, longest: number): string {
  const text = value instanceof Y.Text ? plainText(value) : typeof value === 'string' ? value : '';
  return cutText(text, longest);
}

/** The words of a Y.Text as the browser shows them: embeds and formats of other programs are left out. */
export function plainText(text: Y.Text): string {
  return text.toString();
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
