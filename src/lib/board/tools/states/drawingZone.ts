import type { Box } from '$lib/domain/boards/geometry/box';
import { ZONE_SIZE } from '$lib/domain/boards/schema';
import type { Pointer } from '../toolState';
import { ToolState } from '../toolState';
import { boxBetween } from './brushing';

/** A frame smaller than this is a click: it puts down a zone of the usual size. */
const LEAST = 120;

/** A new zone is drawn from corner to corner. */
export class DrawingZone extends ToolState {
  static readonly id = 'drawingZone';
  #start: Pointer | null = null;

  override enter(): void {
    this.#start = null;
  }

  override onPointerDown(pointer: Pointer): void {
    if (pointer.pans) return this.host.go('panning', pointer);
    this.#start = pointer;
  }

  override onPointerMove(pointer: Pointer): void {
    if (this.#start) this.canvas.draft = boxBetween(this.#start.at, pointer.at);
  }

  override onPointerUp(pointer: Pointer): void {
    if (!this.#start) return;
    const drawn = boxBetween(this.#start.at, pointer.at);
    this.#end();
    this.canvas.placing.zone(drawn.w < LEAST || drawn.h < LEAST ? usual(pointer) : rounded(drawn));
  }

  override onCancel(): void {
    this.#end();
  }

  #end(): void {
    this.#start = null;
    this.canvas.draft = null;
    this.host.pick('select');
  }
}

function usual({ at: [x, y] }: Pointer): Box {
  return rounded({ x, y, w: ZONE_SIZE[0], h: ZONE_SIZE[1] });
}

function rounded({ x, y, w, h }: Box): Box {
  return { x: Math.round(x), y: Math.round(y), w: Math.round(w), h: Math.round(h) };
}
