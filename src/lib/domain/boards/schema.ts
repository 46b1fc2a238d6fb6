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

/** Longest tag, and most tags on one card: more is a text of its own. */
export const MAX_TAG = 40;
export const MAX_TAGS = 12;
/** Longest description of a picture, as long as a card may be. */
export const MAX_ALT = 2_000;
/** Most points of one line of ink, after it was simplified; a longer one is drawn as several. */
export const MAX_INK_POINTS = 2_000;
export const TEXT_SIZE: Size = [220, 40];
export const SHAPE_SIZE: Size = [160, 112];

export const SHAPES = ['rectangle', 'rounded', 'ellipse', 'diamond', 'triangle'] as const;
export type Shape = (typeof SHAPES)[number];
/** What a connector has at its ends. */
export const CONNECTOR_ENDS = ['none', 'arrow', 'both'] as const;
export type ConnectorEnds = (typeof CONNECTOR_ENDS)[number];
export const SIDES = ['top', 'right', 'bottom', 'left'] as const;
export type Side = (typeof SIDES)[number];

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
  /** Of a zone: the cards in it are about actions that stand like this. As it was written: `isPlanStatus` says more. */
  status?: string;
  /** Of a card: the group that it was brought from. */
  origin?: string;
  /** How large words are, beside 1. */
  scale?: number;
  /** How thick a line is, in units. */
  width?: number;
  /** Identifier kinds the writer said are not identifiers. */
  cleared?: readonly string[];
  /** Of a zone: it is a group of cards, made in that zone; empty of one made outside all zones. */
  within?: string;
  /** Of a zone: what its two directions mean. As it was written: `readAxes` says more. */
  axes?: unknown;
  /** Of a card: who said it, where somebody else wrote it down. As it was written: `readSaid` says more. */
  said?: unknown;
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

interface Loose extends BoxedItem {
  zone: string | null;
  /** Words on it: a text's own, a shape's; empty on pictures and ink. */
  text: string;
}

export interface TextItem extends Loose {
  kind: 'text';
}

/** What is drawn or shown, with words for who cannot see it; empty when nobody described it yet. */
interface Pictured extends Loose {
  alt: string;
}

export interface ShapeItem extends Pictured {
  kind: 'shape';
  shape: Shape;
}

export interface ImageItem extends Pictured {
  kind: 'image';
  /** Id of the uploaded file; null when it names none that could exist. */
  file: string | null;
}

export interface InkItem extends Pictured {
  kind: 'ink';
  /** x and y in turn, from the top left of the ink. Its size follows from them. */
  points: readonly number[];
}

/** Where a connector ends: on an item, which it follows, or at a place. A null side is whichever is nearest. */
export type ConnectorEnd = { item: string; side: Side | null } | { at: Point };

/** A line between two things. It has no place of its own. */
export interface Connector extends ItemBase {
  kind: 'connector';
  from: ConnectorEnd;
  to: ConnectorEnd;
  ends: ConnectorEnds;
  text: string;
}

/** Everything with a place of its own. */
export type Item = CardItem | ZoneItem | OtherItem;
/** Items that lie in a zone. */
export type Placed = CardItem | OtherItem;
/** What is neither card nor zone. */
export type OtherItem = TextItem | ShapeItem | ImageItem | InkItem;

export function isColour(value: unknown): value is Colour {
  return (COLOURS as readonly unknown[]).includes(value);
}

export function isCardType(value: unknown): value is CardType {
  return (CARD_TYPES as readonly unknown[]).includes(value);
}

export function isShape(value: unknown): value is Shape {
  return (SHAPES as readonly unknown[]).includes(value);
}

export function isSide(value: unknown): value is Side {
  return (SIDES as readonly unknown[]).includes(value);
}

export function isConnectorEnds(value: unknown): value is ConnectorEnds {
  return (CONNECTOR_ENDS as readonly unknown[]).includes(value);
}
