import { simplifyLine } from '$lib/domain/boards/geometry/simplifyLine';
import type { Point } from '$lib/domain/boards/schema';
import { addDrawing } from '../../drawing';
import type { Pointer } from '../toolState';
import { ToolState } from '../toolState';

/** On the screen, a hand does not feel what is closer than this. */
const TOLERANCE_PX = 0.8;
/** How thick a line is, in units, from the lightest touch to the firmest; mice and fingers press in the middle. */
const THIN = 2;
const THICK = 7;
/** So many of the last numbers the others see while one draws. */
const TOLD = 200;

/** The pen: each stroke is one item. The tool stays in hand, for the next one. */
export class DrawingInk extends ToolState {
  static readonly id = 'drawingInk';
  #points: number[] = [];
  #pressure: number[] = [];
  #isDown = false;

  override enter(): void {
    this.#isDown = false;
  }

  override onPointerDown(pointer: Pointer): void {
    const isHand = pointer.by === 'touch' && this.host.knowsPen;
    if (pointer.pans || isHand) return this.host.go('panning', pointer);
    this.#points = [];
    this.#pressure = [];
    this.#isDown = true;
    this.#add(pointer);
  }

  override onPointerMove(pointer: Pointer): void {
    if (this.#isDown) this.#add(pointer);
  }

  override onPointerUp(pointer: Pointer): void {
    if (!this.#isDown) return;
    // A pen that is lifted presses no more: that says nothing of the stroke.
    this.#add({ at: pointer.at, pressure: average(this.#pressure) });
    const points = simplifyLine(this.#points, TOLERANCE_PX / this.canvas.viewport.camera.zoom);
    const width = THIN + (THICK - THIN) * average(this.#pressure);
    this.#end();
    const [left, top] = cornerOf(points);
    const shifted = points.map((value, index) => round(value - (index % 2 === 0 ? left : top)));
    const ink = { kind: 'ink', at: [left, top], points: shifted, width: round(width), colour: 'slate' } as const;
    addDrawing(this.canvas.editor, ink, pointer.at);
    this.canvas.editor.selection.clear();
  }

  override onCancel(): void {
    const isDrawing = this.#isDown;
    this.#end();
    if (!isDrawing) this.host.pick('select');
  }

  #add({ at: [x, y], pressure }: Pick<Pointer, 'at' | 'pressure'>): void {
    this.#points.push(round(x), round(y));
    this.#pressure.push(pressure);
    this.canvas.draftInk = [...this.#points];
    this.canvas.editor.live.present({ gesture: { kind: 'draw', ids: [], points: this.#points.slice(-TOLD) } });
  }

  #end(): void {
    this.#isDown = false;
    this.canvas.draftInk = null;
    this.canvas.editor.live.present({ gesture: null });
  }
}

function cornerOf(points: readonly number[]): Point {
  const least = (axis: 0 | 1) => Math.min(...points.filter((_, index) => index % 2 === axis));
  return [Math.floor(least(0)), Math.floor(least(1))];
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
