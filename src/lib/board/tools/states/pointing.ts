import type { Pointer } from '../toolState';
import { distance, DRAG_AFTER, ToolState } from '../toolState';

/** A pointer is down on an item: a click chooses it, a pull drags it. A finger drags only what is chosen already. */
export class Pointing extends ToolState {
  static readonly id = 'pointing';
  #start: Pointer | null = null;

  override enter(start: Pointer): void {
    this.#start = start;
  }

  override onPointerMove(pointer: Pointer): void {
    const start = this.#start;
    if (!start || start.target.on !== 'item' || distance(start.screen, pointer.screen) < DRAG_AFTER) return;
    const chosen = this.canvas.editor.selection.has(start.target.id);
    const drags = !this.canvas.editor.readOnly && (chosen || start.by !== 'touch');
    this.host.go(drags ? 'dragging' : 'panning', start, pointer);
  }

  override onPointerUp(): void {
    const start = this.#start;
    this.host.rest();
    if (start?.target.on !== 'item') return;
    const { selection } = this.canvas.editor;
    if (start.adds) selection.toggle(start.target.id);
    else selection.set([start.target.id]);
    this.canvas.focus(start.target.id);
  }

  override onCancel(): void {
    this.host.rest();
  }
}
