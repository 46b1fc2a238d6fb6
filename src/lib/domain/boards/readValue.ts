import * as Y from 'yjs';
import type { ConnectorEnd, Look, Point, Size } from './schema.ts';
import {
  isCardType,
  isColour,
  isSide,
  MAX_COORDINATE,
  MAX_EXTENT,
  MAX_INK_POINTS,
  MAX_TAG,
  MAX_TAGS,
} from './schema.ts';
import { cutText } from './textChange.ts';

/** File ids are ours: letters, digits, hyphens and underscores, so that one can stand in an address. */
const FILE_ID = /^[\w-]{1,64}$/;
const SMALLEST = 24;

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A place within bounds; null when it is none. */
export function readPoint(value: unknown): Point | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [x, y] = value as unknown[];
  if (!isFiniteNumber(x) || !isFiniteNumber(y)) return null;
  return [clamp(x, -MAX_COORDINATE, MAX_COORDINATE), clamp(y, -MAX_COORDINATE, MAX_COORDINATE)];
}

export function readSize(value: unknown, otherwise: Size): Size {
  if (!Array.isArray(value) || value.length !== 2) return otherwise;
  const [w, h] = value as unknown[];
  if (!isFiniteNumber(w) || !isFiniteNumber(h)) return otherwise;
  return [clamp(w, SMALLEST, MAX_EXTENT), clamp(h, SMALLEST, MAX_EXTENT)];
}

export function readLook(value: unknown): Look {
  const raw = asRecord(value);
  const look: Look = {};
  if (isColour(raw['colour'])) look.colour = raw['colour'];
  if (isCardType(raw['type'])) look.type = raw['type'];
  if (raw['locked'] === true) look.locked = true;
  if (typeof raw['status'] === 'string') look.status = raw['status'];
  // A name, and no place for a number that nobody screens.
  if (typeof raw['origin'] === 'string' && raw['origin'].length < 41 && !/(\d\D*){5}/.test(raw['origin']))
    look.origin = raw['origin'];
  if (isFiniteNumber(raw['scale'])) look.scale = clamp(raw['scale'], 0.5, 8);
  if (isFiniteNumber(raw['width'])) look.width = clamp(raw['width'], 1, 40);
  if (typeof raw['within'] === 'string') look.within = raw['within'];
  for (const key of ['axes', 'said'] as const) if (raw[key] !== undefined) look[key] = raw[key];
  if (Array.isArray(raw['cleared'])) look.cleared = raw['cleared'].filter((kind) => typeof kind === 'string');
  return look;
}

/** Tags as they are shown: cut, once each, none blank. */
export function readTags(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  const words = value.slice(0, 200).filter((tag) => typeof tag === 'string');
  return [...new Set(words.map((tag) => cutText(tag.trim(), MAX_TAG)))].filter((tag) => tag !== '').slice(0, MAX_TAGS);
}

export function readText(value: unknown, longest: number): string {
  const text = value instanceof Y.Text ? plainText(value) : typeof value === 'string' ? value : '';
  return cutText(text, longest);
}

/** The words of a Y.Text as the browser shows them: embeds and formats of other programs are left out. */
export function plainText(text: Y.Text): string {
  return text.toString();
}

export function readFile(value: unknown): string | null {
  return typeof value === 'string' && FILE_ID.test(value) ? value : null;
}

/** x and y in turn, none outside what ink may cover; what is no pair of numbers is left out. */
export function readPoints(value: unknown): readonly number[] {
  if (!Array.isArray(value)) return [];
  const points: number[] = [];
  for (let index = 0; index + 1 < value.length && points.length < 2 * MAX_INK_POINTS; index += 2) {
    const [x, y] = [value[index], value[index + 1]] as unknown[];
    if (isFiniteNumber(x) && isFiniteNumber(y)) points.push(clamp(x, 0, MAX_EXTENT), clamp(y, 0, MAX_EXTENT));
  }
  return points;
}

/** How far ink reaches. */
export function sizeOfPoints(points: readonly number[]): Size {
  const furthest = (axis: 0 | 1) =>
    points.reduce((most, value, index) => (index % 2 === axis ? Math.max(most, value) : most), 0);
  return [Math.max(SMALLEST, furthest(0)), Math.max(SMALLEST, furthest(1))];
}

/** Null when it names neither an item nor a place. */
export function readEnd(value: unknown): ConnectorEnd | null {
  const { item, side, at } = asRecord(value);
  if (typeof item === 'string' && item.length <= 64) return { item, side: isSide(side) ? side : null };
  const place = readPoint(at);
  return place && { at: place };
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
