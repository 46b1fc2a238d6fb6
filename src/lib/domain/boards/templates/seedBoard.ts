import type { Surroundings } from '../../shared/surroundings.ts';
import type { BoardDoc, Origin } from '../boardDoc.ts';
import { newRun } from '../order.ts';
import type { Template } from './template.ts';

/**
 * Writes a new board's first content: a template's zones in reading order, or nothing at all. A blank board has no
 * zone: whoever passes over 26 layouts wants to lay the board out, and a zone nobody asked for would take in every
 * card dropped on it.
 */
export function seedBoard(board: BoardDoc, template: Template | null, { now, newId }: Surroundings): void {
  const server: Origin = { by: null };
  board.initialise();
  if (!template) return;
  const keys = newRun(template.zones.length);
  template.zones.forEach(({ title, prompt, colour, x, y, w, h }, index) => {
    const key = keys[index] ?? '';
    const made = { id: newId(), by: null, made: now(), at: [x, y], size: [w, h] } as const;
    board.addZone({ ...made, z: key, order: key, title, prompt, colour }, server);
  });
}
