import * as Y from 'yjs';
import type { Instant } from '../shared/surroundings.ts';
import type { CardType, Colour, Point, Size } from './schema.ts';
import { CARD_SIZE, MAX_CARD_TEXT } from './schema.ts';
import { cutText } from './textChange.ts';

interface NewItem {
  id: string;
  /** Author's id; null when anonymous. */
  by: string | null;
  made: Instant;
  at: Point;
  /** Fractional index in the stack. */
  z: string;
}

export interface NewCard extends NewItem {
  /** Absent: the card takes its zone's colour. */
  colour?: Colour;
  type: CardType;
  text: string;
  zone: string | null;
  size?: Size;
  tags?: readonly string[];
}

export interface NewZone extends NewItem {
  colour: Colour;
  size: Size;
  title: string;
  prompt: string;
  order: string;
}

/** A card as the document keeps it (design, section 5). */
export function cardMap(card: NewCard): Y.Map<unknown> {
  const map = new Y.Map(common(card, 'card'));
  map.set('size', [...(card.size ?? CARD_SIZE)]);
  map.set('look', card.colour ? { colour: card.colour, type: card.type } : { type: card.type });
  map.set('text', new Y.Text(cutText(card.text, MAX_CARD_TEXT)));
  if (card.zone !== null) map.set('zone', card.zone);
  if (card.tags?.length) map.set('tags', [...card.tags]);
  return map;
}

/** A zone as the document keeps it. */
export function zoneMap(zone: NewZone): Y.Map<unknown> {
  const map = new Y.Map(common(zone, 'zone'));
  map.set('size', [...zone.size]);
  map.set('look', { colour: zone.colour });
  map.set('text', new Y.Text(zone.title));
  map.set('prompt', new Y.Text(zone.prompt));
  map.set('order', zone.order);
  return map;
}

function common(item: NewItem, kind: 'card' | 'zone'): [string, unknown][] {
  const is = { kind, made: item.made, ...(item.by === null ? {} : { by: item.by }) };
  return [
    ['is', is],
    ['at', [...item.at]],
    ['z', item.z],
  ];
}
