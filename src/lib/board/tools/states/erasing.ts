import type { Pointer } from '../toolState';
import { ToolState } from '../toolState';
import { m } from '$lib/messages/messages.js';

/** The eraser takes away the strokes it touches, all together when it is lifted. Nothing but ink goes. */
export class Erasing extends ToolState {
  static readonly id = 'erasing';
  #isDown = false;
  #touched = new Set<string>();

  override enter(): void {
    this.#isDown = false;
  }

  override onPointerDown(pointer: Pointer): void {
    const isHand = pointer.by === 'touch' && this.host.knowsPen;
    if (pointer.pans || isHand) return this.host.go('panning', pointer);
    this.#isDown = true;
    this.#touch(pointer);
  }

  override onPointerMove(pointer: Pointer): void {
    if (this.#isDown) this.#touch(pointer);
  }

  override onPointerUp(): void {
    const ids = [...this.#touched];
    this.#end();
    if (ids.length > 0) this.canvas.editor.remove(ids, m.board_ink_removed({ count: ids.length }));
  }

  override onCancel(): void {
    const isErasing = this.#isDown;
    this.#end();
    if (!isErasing) this.host.pick('select');
  }

  #touch({ target }: Pointer): void {
    const id = target.on === 'item' ? target.id : null;
    const item = id === null ? null : this.canvas.editor.model.item(id);
    if (item?.kind !== 'ink' || item.look.locked) return;
    this.#touched.add(item.id);
    this.canvas.fading = new Set(this.#touched);
  }

  #end(): void {
    this.#isDown = false;
    this.#touched.clear();
    this.canvas.fading = new Set();
  }
}
