import type { BoardPicture } from '../boardPicture.ts';
import type { Template } from './template.ts';

/** A new board from this template, as its thumbnail shows it. */
export function templatePicture({ zones }: Pick<Template, 'zones'>): BoardPicture {
  return { zones: zones.map(({ x, y, w, h, colour }) => ({ x, y, w, h, colour })), cards: [] };
}
