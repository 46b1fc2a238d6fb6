import type { Surroundings } from '../../shared/surroundings.ts';
import type { BoardDoc, Origin } from '../boardDoc.ts';
import { newRun } from '../order.ts';
import type { Originals } from '../operations/planCopies.ts';
import { planCopies } from '../operations/planCopies.ts';
import type { TemplateZone } from './template.ts';

/** What is put on a new board: zones in reading order and, from a partnership's own template, what lies in them. */
export interface Seed {
  zones: readonly TemplateZone[];
  things?: Originals;
}

/**
 * Writes a new board's first content: a template's zones in reading order, or nothing at all. A blank board has no
 * zone: whoever passes over every layout wants to lay the board out, and a zone nobody asked for would take in every
 * card dropped on it.
 */
export function seedBoard(board: BoardDoc, template: Seed | null, { now, newId }: Surroundings): void {
  const server: Origin = { by: null };
  board.initialise();
  if (!template) return;
  const keys = newRun(template.zones.length);
  const ids = new Map(template.zones.map(({ id }) => [id, newId()]));
  template.zones.forEach(({ id, x, y, w, h, locked, status, axes, ...zone }, index) => {
    const key = keys[index] ?? '';
    const made = { id: ids.get(id) ?? newId(), by: null, made: now(), at: [x, y], size: [w, h] } as const;
    const look = { ...(locked && { locked }), ...(status && { status }), ...(axes && { axes }) };
    board.addZone({ ...made, z: key, order: key, ...zone, look }, server);
  });
  if (!template.things) return;
  const items = template.things.items.map((item) => ({ ...item, zone: ids.get(item.zone ?? '') ?? null }));
  const { connectors } = template.things;
  const there = { by: null, shift: [0, 0], now, newId, known: ids } as const;
  const copies = planCopies(board, { items, connectors }, there);
  board.addCards(copies.cards, server);
  board.addDrawings(copies.drawings, server);
  board.addConnectors(copies.connectors, server);
}
