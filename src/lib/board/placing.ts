import type { Box } from '$lib/domain/boards/geometry/box';
import type { Point, Shape, TextAddress } from '$lib/domain/boards/schema';
import { CARD_SIZE } from '$lib/domain/boards/schema';
import { addShape, addText } from './drawing';
import type { BoardEditor } from './editor.svelte';

/** Where new cards go: into the free places of a zone, or at a point. */
export type Place = { zone: string } | { point: Point };

/** The canvas, as far as placing needs it. */
interface Workplace {
  readonly editor: BoardEditor;
  readonly viewport: { readonly view: Box };
  /** The item one works with, and where the pointer is. */
  readonly focused: string | null;
  readonly pointer: Point | null;
  write(address: TextAddress): void;
  endWriting(): void;
  focus(id: string): void;
}

/** Puts new things where the work is, and those that hold words in writing at once. */
export class Placing {
  #canvas: Workplace;
  #fresh = new Set<string>();

  constructor(canvas: Workplace) {
    this.#canvas = canvas;
  }

  /** Where things put in by the keyboard or the clipboard go. */
  get here(): Place {
    const zone = this.#zoneOfWork();
    return zone ? { zone } : { point: cornerOf(this.#spot()) };
  }

  /** A blank card, in writing at once: with its middle at a point, or in the next free place of a zone. */
  card(where: { zone: string } | { middle: Point }): void {
    const { editor } = this.#canvas;
    this.#canvas.endWriting();
    const [id] = editor.addCards([''], 'zone' in where ? where : { point: cornerOf(where.middle) });
    if (id === undefined) return;
    this.#fresh.add(id);
    this.#canvas.write({ item: id, field: 'text' });
  }

  /** A blank card where the work is: in the zone one is in, else under the pointer or in the middle of the view. */
  cardHere(): void {
    const zone = this.#zoneOfWork();
    this.card(zone ? { zone } : { middle: this.#spot() });
  }

  text(middle: Point): void {
    this.#canvas.endWriting();
    const id = addText(this.#canvas.editor, middle);
    if (id) this.#canvas.write({ item: id, field: 'text' });
  }

  textHere(): void {
    this.text(this.#spot());
  }

  shapeHere(shape: Shape): void {
    this.#canvas.endWriting();
    const id = addShape(this.#canvas.editor, shape, this.#spot());
    if (id) this.#canvas.focus(id);
  }

  zone(box: Box): void {
    this.#canvas.endWriting();
    const id = this.#canvas.editor.addZone('', [box.x, box.y], [box.w, box.h]);
    if (id) this.#canvas.write({ item: id, field: 'text' });
  }

  /** Says whether it was only just made; from now on it no longer is. */
  forget(id: string): boolean {
    return this.#fresh.delete(id);
  }

  #zoneOfWork(): string | null {
    const { focused, editor } = this.#canvas;
    const item = focused === null ? null : editor.model.item(focused);
    if (!item) return null;
    return item.kind === 'zone' ? item.id : editor.model.zoneOf(item);
  }

  #spot(): Point {
    const { x, y, w, h } = this.#canvas.viewport.view;
    return this.#canvas.pointer ?? [x + w / 2, y + h / 2];
  }
}

function cornerOf([x, y]: Point): Point {
  return [Math.round(x - CARD_SIZE[0] / 2), Math.round(y - CARD_SIZE[1] / 2)];
}
