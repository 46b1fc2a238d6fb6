import type { Point } from '$lib/domain/boards/schema';
import type { Camera } from '../../viewport/camera';
import { distance, ToolState } from '../toolState';

/** Two fingers hold the board: it moves and zooms so that what is under each stays under it. */
export class Pinching extends ToolState {
  static readonly id = 'pinching';
  #camera: Camera | null = null;
  #last: readonly [Point, Point] | null = null;

  override enter(): void {
    this.#camera = this.canvas.viewport.camera;
    this.#last = this.#fingers();
  }

  override onPointerMove(): void {
    const now = this.#fingers();
    const last = this.#last;
    if (!now || !last) return;
    this.#last = now;
    const { viewport } = this.canvas;
    const [fromMiddle, middle] = [between(...last), between(...now)];
    viewport.pan([middle[0] - fromMiddle[0], middle[1] - fromMiddle[1]]);
    const apart = distance(...last);
    if (apart > 0) viewport.zoomAt(middle, (viewport.camera.zoom * distance(...now)) / apart);
  }

  override onPointerUp(): void {
    this.host.rest();
  }

  override onCancel(): void {
    if (this.#camera) this.canvas.viewport.camera = this.#camera;
    this.host.rest();
  }

  #fingers(): readonly [Point, Point] | null {
    const [one, other] = [...this.host.fingers.values()];
    return one && other ? [one, other] : null;
  }
}

function between([ax, ay]: Point, [bx, by]: Point): Point {
  return [(ax + bx) / 2, (ay + by) / 2];
}
