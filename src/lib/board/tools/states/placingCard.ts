import type { Pointer } from '../toolState';
import { ToolState } from '../toolState';

/** The next press puts a card there, in writing at once. */
export class PlacingCard extends ToolState {
  static readonly id = 'placingCard';
  #down = false;

  override enter(): void {
    this.#down = false;
  }

  override onPointerDown(pointer: Pointer): void {
    if (pointer.pans) return this.host.go('panning', pointer);
    this.#down = true;
  }

  override onPointerUp(pointer: Pointer): void {
    if (!this.#down) return;
    this.#down = false;
    this.host.pick('select');
    this.canvas.addCard({ middle: pointer.at });
  }

  override onCancel(): void {
    this.#down = false;
    this.host.pick('select');
  }
}
