import type { Corner } from '$lib/domain/boards/geometry/resizeBox';
import type { Point } from '$lib/domain/boards/schema';
import type { CanvasState } from '../canvas.svelte';
import type { LineEnd } from '../lines';

export type ToolId = 'select' | 'hand' | 'card' | 'zone' | 'text' | 'connector' | 'pen' | 'eraser';

export type StateId =
  | 'idle'
  | 'pointing'
  | 'dragging'
  | 'brushing'
  | 'resizing'
  | 'editing'
  | 'panning'
  | 'pinching'
  | 'handIdle'
  | 'placingCard'
  | 'drawingZone'
  | 'placingText'
  | 'drawingLine'
  | 'pullingEnd'
  | 'drawingInk'
  | 'erasing';

/** What lies under the pointer. The body of a zone is ground: only its head, or a chosen zone, can be picked up. */
export type Target =
  | { on: 'ground'; zone: string | null }
  | { on: 'item'; id: string }
  | { on: 'handle'; id: string; corner: Corner }
  | { on: 'end'; id: string; end: LineEnd };

/** A pointer, freed from the page: states are tested without one. */
export interface Pointer {
  id: number;
  /** On the screen, from the canvas's top left corner. */
  screen: Point;
  /** The same place on the board. */
  at: Point;
  target: Target;
  by: 'mouse' | 'pen' | 'touch';
  /** The middle button, or the space bar held down. */
  pans: boolean;
  /** How hard a pen is pressed, from 0 to 1; 0.5 where nobody can tell. */
  pressure: number;
  /** Alt: things go exactly where the hand puts them. */
  free: boolean;
  /** Shift, Ctrl or Command: adds to what is chosen. */
  adds: boolean;
}

/** What a state may reach. */
export interface ToolHost {
  readonly canvas: CanvasState;
  /** Where each finger is now, on the screen. */
  readonly fingers: ReadonlyMap<number, Point>;
  /** Whether a pen was used here: fingers then move the board, and the pen draws. */
  readonly knowsPen: boolean;
  /** Into a state that began at `start`; `now` is where the pointer has got to meanwhile. */
  go(state: StateId, start: Pointer, now?: Pointer): void;
  /** Back to the resting state of the tool in hand. */
  rest(): void;
  pick(tool: ToolId): void;
}

/** A pointer this far from where it went down, in CSS px, is meant to move something. */
export const DRAG_AFTER = 4;

/** A finger or pen that rests on a thing this long asks for all that can be done with it. */
export const LONG_PRESS_MS = 500;

/** One state of a tool. Events it does not care about do nothing. */
export abstract class ToolState {
  protected host: ToolHost;

  constructor(host: ToolHost) {
    this.host = host;
  }

  protected get canvas(): CanvasState {
    return this.host.canvas;
  }

  enter(_start: Pointer): void {
    return;
  }
  onPointerDown(_pointer: Pointer): void {
    return;
  }
  onPointerMove(_pointer: Pointer): void {
    return;
  }
  onPointerUp(_pointer: Pointer): void {
    return;
  }
  onDoubleClick(_pointer: Pointer): void {
    return;
  }
  /** Everything goes back to where it was when the state began. */
  onCancel(): void {
    return;
  }
}

export function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}
