import type { Pointer } from '../toolState';
import { distance, DRAG_AFTER, LONG_PRESS_MS, ToolState } from '../toolState';

/**
 * A pointer is down on an item: a click chooses it, a pull drags it. A finger drags only what is chosen already. A finger
 * or pen that stays chooses the item, so that a pull drags it; lifted without one, it opens all that can be done.
 */
export class Pointing extends ToolState {
  static readonly id = 'pointing';
  #start: Pointer | null = null;
  #hold: ReturnType<typeof setTimeout> | undefined;
  #isLong = false;

  override enter(start: Pointer): void {
    this.#start = start;
    this.#isLong = false;
    if (start.by !== 'mouse') this.#hold = setTimeout(() => this.#stay(start), LONG_PRESS_MS);
  }

  override onPointerMove(pointer: Pointer): void {
    const start = this.#start;
    if (!start || start.target.on !== 'item' || distance(start.screen, pointer.screen) < DRAG_AFTER) return;
    clearTimeout(this.#hold);
    const chosen = this.canvas.editor.selection.has(start.target.id);
    const drags = !this.canvas.editor.readOnly && (chosen || start.by !== 'touch');
    this.host.go(drags ? 'dragging' : 'panning', start, pointer);
  }

  override onPointerUp(): void {
    const start = this.#start;
    clearTimeout(this.#hold);
    this.host.rest();
    if (start?.target.on !== 'item') return;
    // On lifting, not before: a menu that opens under a finger is closed again by its going.
    if (this.#isLong) return this.canvas.openMenu();
    const { selection } = this.canvas.editor;
    if (start.adds) selection.toggle(start.target.id);
    else selection.set([start.target.id]);
    this.canvas.focus(start.target.id);
  }

  override onCancel(): void {
    clearTimeout(this.#hold);
    this.host.rest();
  }

  #stay({ target }: Pointer): void {
    if (target.on !== 'item' || !this.canvas.editor.model.item(target.id)) return;
    this.#isLong = true;
    const { selection } = this.canvas.editor;
    if (!selection.has(target.id)) selection.set([target.id]);
    this.canvas.focusInPlace(target.id);
  }
}
