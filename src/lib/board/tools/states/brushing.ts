import type { Box } from '$lib/domain/boards/geometry/box';
import { boxOf } from '$lib/domain/boards/geometry/box';
import type { Point } from '$lib/domain/boards/schema';
import type { Pointer } from '../toolState';
import { distance, DRAG_AFTER, ToolState } from '../toolState';

/** A frame is drawn on the ground: what it touches is chosen, zones only when they lie inside. A click lets go. */
export class Brushing extends ToolState {
  static readonly id = 'brushing';
  #start: Pointer | null = null;
  #before: readonly string[] = [];
  #drawn = false;

  override enter(start: Pointer): void {
    this.#start = start;
    this.#before = this.canvas.editor.selection.ids;
    this.#drawn = false;
  }

  override onPointerMove(pointer: Pointer): void {
    const start = this.#start;
    if (!start || (!this.#drawn && distance(start.screen, pointer.screen) < DRAG_AFTER)) return;
    this.#drawn = true;
    this.canvas.busy = true;
    const brush = boxBetween(start.at, pointer.at);
    this.canvas.brush = brush;
    this.canvas.editor.selection.set([...(start.adds ? this.#before : []), ...this.#touched(brush)]);
  }

  override onPointerUp(): void {
    const start = this.#start;
    const clicked = !this.#drawn && !start?.adds;
    this.#end();
    if (!clicked || start?.target.on !== 'ground') return;
    const { zone } = start.target;
    this.canvas.editor.selection.set(zone === null ? [] : [zone]);
    if (zone !== null) this.canvas.focus(zone);
    else this.canvas.focusElement(null);
  }

  override onCancel(): void {
    this.canvas.editor.selection.set(this.#before);
    this.#end();
  }

  #touched(brush: Box): string[] {
    const { model } = this.canvas.editor;
    return this.canvas.drawn.index.search(brush).filter((id) => {
      const item = model.item(id);
      return item && (item.kind !== 'zone' || within(boxOf(item), brush));
    });
  }

  #end(): void {
    this.canvas.brush = null;
    this.canvas.busy = false;
    this.host.rest();
  }
}

export function boxBetween([ax, ay]: Point, [bx, by]: Point): Box {
  return { x: Math.min(ax, bx), y: Math.min(ay, by), w: Math.abs(ax - bx), h: Math.abs(ay - by) };
}

function within(box: Box, frame: Box): boolean {
  return (
    box.x >= frame.x && box.y >= frame.y && box.x + box.w <= frame.x + frame.w && box.y + box.h <= frame.y + frame.h
  );
}
