import type { Surroundings } from '../../shared/surroundings.ts';
import type { BoardView } from '../boardView.ts';
import type { NewCard, NewConnector, NewDrawing } from '../newItem.ts';
import { keysAfterAll } from '../order.ts';
import type { Connector, ConnectorEnd, Placed, Point } from '../schema.ts';

/** What is put on a board in one step. */
export interface NewThings {
  cards: NewCard[];
  drawings: NewDrawing[];
  connectors: NewConnector[];
}

export interface Originals {
  items: readonly Placed[];
  /** Copied when both their ends are. */
  connectors: readonly Connector[];
}

/** Where copies go: so far from their originals, and into which zone; theirs unless it is asked for each. */
export interface Destination extends Surroundings {
  by: string | null;
  shift: Point;
  /** The zone for a copy whose middle comes to lie at this point. */
  zoneAt?: (middle: Point) => string | null;
  /** New ids of what lines may end on too, and is there already. */
  known?: ReadonlyMap<string, string>;
}

/** Copies of things and of the lines between them, as `by` would make them now, in front of everything else. */
export function planCopies(board: BoardView, { items, connectors }: Originals, destination: Destination): NewThings {
  const { now, newId } = destination;
  const keys = keysAfterAll(
    [...board.items()].map(({ z }) => z),
    items.length + connectors.length,
  );
  const ids = new Map([...(destination.known ?? []), ...items.map(({ id }) => [id, newId()] as const)]);
  const made = { by: destination.by, made: now() };
  const things: NewThings = { cards: [], drawings: [], connectors: [] };
  items.forEach((item, index) => {
    const common = { ...made, id: ids.get(item.id) ?? newId(), z: keys[index] ?? 'a0' };
    addCopy(things, item, { ...common, ...placeOf(item, destination) });
  });
  connectors.forEach(({ from, to, ends, text, look }, index) => {
    const [start, end] = [copyEnd(from, ids, destination.shift), copyEnd(to, ids, destination.shift)];
    if (!start || !end) return;
    const z = keys[items.length + index] ?? 'a0';
    things.connectors.push({ ...made, id: newId(), z, from: start, to: end, ends, text, colour: look.colour });
  });
  return things;
}

type Common = Pick<NewCard, 'id' | 'by' | 'made' | 'z' | 'at' | 'zone'>;

function addCopy(things: NewThings, item: Placed, common: Common): void {
  const { colour, cleared } = item.look;
  switch (item.kind) {
    case 'card': {
      const { text, size, tags } = item;
      things.cards.push({ ...common, colour, type: item.look.type ?? 'idea', text, size, tags, cleared });
      return;
    }
    case 'text':
      things.drawings.push({
        ...common,
        kind: 'text',
        colour,
        size: item.size,
        text: item.text,
        scale: item.look.scale,
      });
      return;
    case 'shape': {
      const { shape, size, text, alt } = item;
      things.drawings.push({ ...common, kind: 'shape', colour, shape, size, text, alt });
      return;
    }
    case 'image':
      if (item.file === null) return;
      things.drawings.push({ ...common, kind: 'image', colour, file: item.file, size: item.size, alt: item.alt });
      return;
    case 'ink': {
      const { points, alt, look } = item;
      things.drawings.push({ ...common, kind: 'ink', colour, points, alt, width: look.width ?? 3 });
      return;
    }
  }
}

function placeOf({ at, size, zone }: Placed, { shift, zoneAt }: Destination): { at: Point; zone: string | null } {
  const [x, y] = [at[0] + shift[0], at[1] + shift[1]];
  return { at: [x, y], zone: zoneAt ? zoneAt([x + size[0] / 2, y + size[1] / 2]) : zone };
}

function copyEnd(end: ConnectorEnd, ids: ReadonlyMap<string, string>, [dx, dy]: Point): ConnectorEnd | null {
  if ('at' in end) return { at: [end.at[0] + dx, end.at[1] + dy] };
  const item = ids.get(end.item);
  return item === undefined ? null : { item, side: end.side };
}
