/** Format of the board document this code writes. Unknown keys are kept and ignored, so newer formats survive. */
export const BOARD_FORMAT = 1;

export const ITEM_KINDS = ['card', 'zone', 'text', 'shape', 'connector', 'image', 'ink'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const CARD_TYPES = [
  'idea',
  'need',
  'barrier',
  'offer',
  'ask',
  'evidence',
  'asset',
  'assumption',
  'risk',
  'decision',
  'action',
] as const;
export type CardType = (typeof CARD_TYPES)[number];

export const COLOURS = ['slate', 'blue', 'teal', 'violet', 'green', 'amber', 'rose', 'sand'] as const;
export type Colour = (typeof COLOURS)[number];

/** Board units; 1 unit is 1 CSS px at 100 %. */
export type Point = readonly [x: number, y: number];
export type Size = readonly [w: number, h: number];

export const CARD_SIZE: Size = [164, 112];
export const ZONE_SIZE: Size = [572, 440];
export const MIN_SIZE: Size = [80, 56];
/** A zone has room for its title and one card. */
export const MIN_ZONE_SIZE: Size = [204, 196];
/** Nothing lies further out than this: beyond it, floating point makes text shimmer. */
export const MAX_COORDINATE = 1_000_000;
export const MAX_EXTENT = 50_000;
/** Longest text on one card. More than this is a document, not a card. */
export const MAX_CARD_TEXT = 2_000;
/** Longest zone title; it must be sayable. */
export const MAX_TITLE = 120;
/** Cards in one row of reading order: half a card's height. */
export const READING_ROW = 56;

export type TextField = 'text' | 'prompt';

/** Which text of an item, for editing and carets. */
export interface TextAddress {
  item: string;
  field: TextField;
}

export interface Look {
  colour?: Colour;
  type?: CardType;
  locked?: boolean;
  /** Identifier kinds the writer said are not identifiers. */
  cleared?: readonly string[];
}

interface ItemBase {
  id: string;
  /** Author's id; null when anonymous. */
  by: string | null;
  /** ISO time of creation; empty when unknown. */
  made: string;
  z: string;
  look: Look;
}

interface BoxedItem extends ItemBase {
  at: Point;
  size: Size;
}

export interface CardItem extends BoxedItem {
  kind: 'card';
  zone: string | null;
  text: string;
  tags: readonly string[];
}

export interface ZoneItem extends BoxedItem {
  kind: 'zone';
  text: string;
  prompt: string;
  /** Fractional index: place in the outline. */
  order: string;
}

/** Items drawn but not edited by this version: text, shapes, images, ink. Connectors have no box. */
export interface OtherItem extends BoxedItem {
  kind: 'text' | 'shape' | 'image' | 'ink';
  zone: string | null;
  text: string;
}

export type Item = CardItem | ZoneItem | OtherItem;
/** Items that lie in a zone. */
export type Placed = CardItem | OtherItem;

export function isColour(value: unknown): value is Colour {
  return (COLOURS as readonly unknown[]).includes(value);
}

export function isCardType(value: unknown): value is CardType {
  return (CARD_TYPES as readonly unknown[]).includes(value);
}
