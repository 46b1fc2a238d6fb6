import type { Point } from '$lib/domain/boards/schema';
import type { Pointer } from '../toolState';
import { ToolState } from '../toolState';

/** The next press puts something there, in writing at once. */
abstract class PlacingOnce extends ToolState {
  #isDown = false;

  protected abstract put(middle: Point): void;

  override enter(): void {
    this.#isDown = false;
  }

  override onPointerDown(pointer: Pointer): void {
    if (pointer.pans) return this.host.go('panning', pointer);
    this.#isDown = true;
  }

  override onPointerUp(pointer: Pointer): void {
    if (!this.#isDown) return;
    this.#isDown = false;
    this.host.pick('select');
    this.put(pointer.at);
  }

  override onCancel(): void {
    this.#isDown = false;
    this.host.pick('select');
  }
}

export class PlacingCard extends PlacingOnce {
  static readonly id = 'placingCard';

  protected override put(middle: Point): void {
    this.canvas.placing.card({ middle });
  }
}

export class PlacingText extends PlacingOnce {
  static readonly id = 'placingText';

  protected override put(middle: Point): void {
    this.canvas.placing.text(middle);
  }
}
