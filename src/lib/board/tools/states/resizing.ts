import type { Box } from '$lib/domain/boards/geometry/box';
import { boxOf } from '$lib/domain/boards/geometry/box';
import { resizeBox } from '$lib/domain/boards/geometry/resizeBox';
import { MIN_SIZE, MIN_ZONE_SIZE } from '$lib/domain/boards/schema';
import type { Pointer } from '../toolState';
import { ToolState } from '../toolState';

/** A corner follows the pointer. */
export class Resizing extends ToolState {
  static readonly id = 'resizing';
  #start: Pointer | null = null;
  #from: Box | null = null;
  #box: Box | null = null;

  override enter(start: Pointer): void {
    const item = start.target.on === 'handle' ? this.canvas.editor.model.item(start.target.id) : null;
    this.#start = start;
    this.#from = item ? boxOf(item) : null;
    this.#box = null;
    this.canvas.busy = true;
  }

  override onPointerMove(pointer: Pointer): void {
    const { editor, passing } = this.canvas;
    if (this.#start?.target.on !== 'handle' || !this.#from) return;
    const { id, corner } = this.#start.target;
    const by = [Math.round(pointer.at[0] - this.#start.at[0]), Math.round(pointer.at[1] - this.#start.at[1])] as const;
    const least = editor.model.item(id)?.kind === 'zone' ? MIN_ZONE_SIZE : MIN_SIZE;
    const box = resizeBox(this.#from, { corner, by, least });
    this.#box = box;
    passing.setMine(id, box);
    const [dx, dy] = [box.x - this.#from.x, box.y - this.#from.y];
    editor.live.present({ gesture: { kind: 'resize', ids: [id], dx, dy, size: [box.w, box.h] } });
  }

  override onPointerUp(pointer: Pointer): void {
    this.onPointerMove(pointer);
    const box = this.#box;
    if (box && this.#start?.target.on === 'handle') {
      this.canvas.editor.resize(this.#start.target.id, { at: [box.x, box.y], size: [box.w, box.h] });
    }
    this.#end();
  }

  override onCancel(): void {
    this.#end();
  }

  #end(): void {
    this.canvas.passing.clearMine();
    this.canvas.busy = false;
    this.canvas.editor.live.present({ gesture: null });
    this.host.rest();
  }
}
