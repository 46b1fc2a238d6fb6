import type { Camera } from '../../viewport/camera';
import type { Pointer } from '../toolState';
import { distance, DRAG_AFTER, ToolState } from '../toolState';

/** The board follows the pointer. A tap that goes nowhere chooses what is under it. */
export class Panning extends ToolState {
  static readonly id = 'panning';
  #start: Pointer | null = null;
  #camera: Camera | null = null;
  #last: Pointer | null = null;
  #far = false;

  override enter(start: Pointer): void {
    this.#start = start;
    this.#last = start;
    this.#far = false;
    this.#camera = this.canvas.viewport.camera;
    this.canvas.viewport.stop();
  }

  override onPointerMove(pointer: Pointer): void {
    if (!this.#last || !this.#start) return;
    this.#far ||= distance(this.#start.screen, pointer.screen) >= DRAG_AFTER;
    if (!this.#far) return;
    const { screen } = pointer;
    this.canvas.viewport.pan([screen[0] - this.#last.screen[0], screen[1] - this.#last.screen[1]]);
    this.#last = pointer;
  }

  override onPointerUp(): void {
    const start = this.#start;
    this.host.rest();
    if (this.#far || start?.by !== 'touch' || start.target.on !== 'ground') return;
    const { zone } = start.target;
    this.canvas.editor.selection.set(zone === null ? [] : [zone]);
  }

  override onCancel(): void {
    if (this.#camera) this.canvas.viewport.camera = this.#camera;
    this.host.rest();
  }
}
