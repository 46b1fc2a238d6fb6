import * as Y from 'yjs';
import type { Instant } from '../shared/surroundings.ts';
import type {
  CardType,
  Colour,
  ConnectorEnd,
  ConnectorEnds,
  Item,
  Connector,
  Look,
  Point,
  Shape,
  Size,
} from './schema.ts';
import { CARD_SIZE, MAX_ALT, MAX_CARD_TEXT, MAX_INK_POINTS, MAX_TITLE } from './schema.ts';
import type { Said } from './said.ts';
import { cutText } from './textChange.ts';

interface Made {
  id: string;
  /** Author's id; null when anonymous. */
  by: string | null;
  made: Instant;
  /** Fractional index in the stack. */
  z: string;
}

interface NewItem extends Made {
  at: Point;
}

export interface NewCard extends NewItem {
  /** Absent: the card takes its zone's colour. */
  colour?: Colour;
  type: CardType;
  text: string;
  zone: string | null;
  size?: Size;
  tags?: readonly string[];
  /** Identifier kinds its writer said are none. */
  cleared?: readonly string[];
  /** Who said it, where somebody else wrote it down. */
  said?: Said;
}

export interface NewZone extends NewItem {
  colour: Colour;
  size: Size;
  title: string;
  prompt: string;
  order: string;
  /** What a template says of it beside its colour. */
  look?: Pick<Look, 'locked' | 'status' | 'within' | 'axes'>;
}

interface NewLoose extends NewItem {
  colour?: Colour;
  zone: string | null;
}

export interface NewText extends NewLoose {
  kind: 'text';
  size: Size;
  text: string;
  scale?: number;
}

export interface NewShape extends NewLoose {
  kind: 'shape';
  shape: Shape;
  size: Size;
  text?: string;
  alt?: string;
}

export interface NewImage extends NewLoose {
  kind: 'image';
  file: string;
  size: Size;
  alt: string;
}

export interface NewInk extends NewLoose {
  kind: 'ink';
  /** x and y in turn, from `at`. */
  points: readonly number[];
  width: number;
  alt?: string;
}

/** Anything drawn that is neither card nor zone. */
export type NewDrawing = NewText | NewShape | NewImage | NewInk;

export interface NewConnector extends Made {
  from: ConnectorEnd;
  to: ConnectorEnd;
  ends: ConnectorEnds;
  colour?: Colour;
  text?: string;
}

/** A card as the document keeps it (design, section 5). */
export function cardMap(card: NewCard): Y.Map<unknown> {
  const map = new Y.Map(common(card, 'card'));
  map.set('size', [...(card.size ?? CARD_SIZE)]);
  const { colour, type, cleared, said } = card;
  const more = { ...(cleared?.length ? { cleared: [...cleared] } : {}), ...(said ? { said } : {}) };
  map.set('look', { type, ...(colour ? { colour } : {}), ...more });
  map.set('text', new Y.Text(cutText(card.text, MAX_CARD_TEXT)));
  if (card.zone !== null) map.set('zone', card.zone);
  if (card.tags?.length) map.set('tags', [...card.tags]);
  return map;
}

/** A zone as the document keeps it. */
export function zoneMap(zone: NewZone): Y.Map<unknown> {
  const map = new Y.Map(common(zone, 'zone'));
  map.set('size', [...zone.size]);
  map.set('look', { colour: zone.colour, ...zone.look });
  map.set('text', new Y.Text(zone.title));
  map.set('prompt', new Y.Text(zone.prompt));
  map.set('order', zone.order);
  return map;
}

/** A text, shape, picture or line of ink as the document keeps it. */
export function drawingMap(item: NewDrawing): Y.Map<unknown> {
  const { kind, zone, colour } = item;
  const look: Record<string, unknown> = colour ? { colour } : {};
  const map = new Y.Map(common(item, kind, particulars(item)));
  if (item.kind === 'ink') {
    map.set('points', item.points.slice(0, 2 * MAX_INK_POINTS));
    look['width'] = item.width;
  } else map.set('size', [...item.size]);
  if (item.kind === 'text' && item.scale !== undefined) look['scale'] = item.scale;
  if (item.kind === 'text' || item.kind === 'shape')
    map.set('text', new Y.Text(cutText(item.text ?? '', MAX_CARD_TEXT)));
  if ('alt' in item && item.alt) map.set('alt', cutText(item.alt, MAX_ALT));
  map.set('look', look);
  if (zone !== null) map.set('zone', zone);
  return map;
}

/** A connector as the document keeps it. */
export function connectorMap({ from, to, colour, text = '', ends, ...made }: NewConnector): Y.Map<unknown> {
  const map = new Y.Map(making(made, 'connector', { ends }));
  map.set('from', plainEnd(from));
  map.set('to', plainEnd(to));
  map.set('look', colour ? { colour } : {});
  map.set('text', new Y.Text(cutText(text, MAX_TITLE)));
  return map;
}

/** An end as plain values: what stands at it, without a side that nobody chose. */
export function plainEnd(end: ConnectorEnd): object {
  if ('at' in end) return { at: [...end.at] };
  return end.side === null ? { item: end.item } : { item: end.item, side: end.side };
}

function particulars(item: NewDrawing): object {
  if (item.kind === 'shape') return { shape: item.shape };
  return item.kind === 'image' ? { file: item.file } : {};
}

function common(item: NewItem, kind: Item['kind'], more: object = {}): [string, unknown][] {
  return [...making(item, kind, more), ['at', [...item.at]]];
}

function making({ made, by, z }: Made, kind: (Item | Connector)['kind'], more: object): [string, unknown][] {
  return [
    ['is', { kind, made, ...(by === null ? {} : { by }), ...more }],
    ['z', z],
  ];
}
