import { createContext } from 'svelte';
import type { Point } from '$lib/domain/boards/schema';
import type { CanvasState } from '../canvas.svelte';
import { Brushing } from './states/brushing';
import { Dragging } from './states/dragging';
import { DrawingInk } from './states/drawingInk';
import { DrawingLine } from './states/drawingLine';
import { DrawingZone } from './states/drawingZone';
import { Editing } from './states/editing';
import { Erasing } from './states/erasing';
import { HandIdle } from './states/handIdle';
import { Idle } from './states/idle';
import { Panning } from './states/panning';
import { Pinching } from './states/pinching';
import { PlacingCard, PlacingText } from './states/placing';
import { Pointing } from './states/pointing';
import { PullingEnd } from './states/pullingEnd';
import { Resizing } from './states/resizing';
import type { Pointer, StateId, ToolHost, ToolId, ToolState } from './toolState';

/** Where each tool rests between two gestures. */
const RESTING: Record<ToolId, StateId> = {
  select: 'idle',
  hand: 'handIdle',
  card: 'placingCard',
  zone: 'drawingZone',
  text: 'placingText',
  connector: 'drawingLine',
  pen: 'drawingInk',
  eraser: 'erasing',
};

/** The tool in hand and the state it is in. Pointers go to the state; Escape takes its gesture back. */
export class Toolbox implements ToolHost {
  readonly canvas: CanvasState;
  tool = $state<ToolId>('select');
  state = $state<StateId>('idle');
  #states: Record<StateId, ToolState>;
  #fingers = new Map<number, Point>();
  /** The pen that is down: while it is, a hand that rests on the glass does nothing. */
  #pen: number | null = null;
  #knowsPen = false;

  constructor(canvas: CanvasState) {
    this.canvas = canvas;
    this.#states = {
      idle: new Idle(this),
      pointing: new Pointing(this),
      dragging: new Dragging(this),
      brushing: new Brushing(this),
      resizing: new Resizing(this),
      editing: new Editing(this),
      panning: new Panning(this),
      pinching: new Pinching(this),
      handIdle: new HandIdle(this),
      placingCard: new PlacingCard(this),
      drawingZone: new DrawingZone(this),
      placingText: new PlacingText(this),
      drawingLine: new DrawingLine(this),
      pullingEnd: new PullingEnd(this),
      drawingInk: new DrawingInk(this),
      erasing: new Erasing(this),
    };
  }

  get fingers(): ReadonlyMap<number, Point> {
    return this.#fingers;
  }

  /** Whether a pen was used here: from then on fingers move the board, also with a drawing tool in hand. */
  get knowsPen(): boolean {
    return this.#knowsPen;
  }

  /** Whether no gesture is going on. */
  get resting(): boolean {
    return this.state === RESTING[this.tool] || this.state === 'editing';
  }

  go(state: StateId, start: Pointer, now?: Pointer): void {
    this.state = state;
    this.#states[state].enter(start);
    if (now) this.#states[state].onPointerMove(now);
  }

  rest(): void {
    this.state = RESTING[this.tool];
  }

  /** Takes a tool in hand. Tools that change the board cannot be had while it may only be read. */
  pick(tool: ToolId): void {
    const changes = tool !== 'select' && tool !== 'hand';
    if (changes && this.canvas.editor.readOnly) return;
    if (!this.resting) this.#states[this.state].onCancel();
    this.tool = tool;
    this.rest();
  }

  pointerDown(pointer: Pointer): void {
    if (pointer.by === 'pen') this.#takePen(pointer);
    if (pointer.by === 'touch' && this.#pen !== null) return;
    if (pointer.by === 'touch') this.#fingers.set(pointer.id, pointer.screen);
    if (this.#fingers.size === 2) return this.#pinch(pointer);
    if (this.#fingers.size > 2) return;
    if (this.canvas.editor.editing) this.state = 'editing';
    this.#states[this.state].onPointerDown(pointer);
  }

  pointerMove(pointer: Pointer): void {
    if (this.#isAside(pointer)) return;
    if (this.#fingers.has(pointer.id)) this.#fingers.set(pointer.id, pointer.screen);
    this.#states[this.state].onPointerMove(pointer);
  }

  pointerUp(pointer: Pointer): void {
    if (this.#isAside(pointer)) return;
    if (pointer.id === this.#pen) this.#pen = null;
    this.#fingers.delete(pointer.id);
    this.#states[this.state].onPointerUp(pointer);
  }

  /** The system took the pointer away: nothing of the gesture stays. */
  pointerLost(pointer: { id: number }): void {
    this.#fingers.delete(pointer.id);
    if (this.#pen !== null && pointer.id !== this.#pen) return;
    this.#pen = null;
    this.cancel();
  }

  doubleClick(pointer: Pointer): void {
    if (this.state === 'editing') this.rest();
    this.#states[this.state].onDoubleClick(pointer);
  }

  /** Takes back the gesture that is going on. False when there was none. */
  cancel(): boolean {
    if (this.canvas.editor.editing) this.state = 'editing';
    if (this.state === 'idle' || this.state === 'handIdle') return false;
    this.#states[this.state].onCancel();
    return true;
  }

  #pinch(pointer: Pointer): void {
    this.#dropGesture();
    this.go('pinching', pointer);
  }

  /** The pen takes over from whatever fingers, or the heel of the hand, were doing. */
  #takePen(pointer: Pointer): void {
    if (this.#fingers.size > 0) {
      this.#dropGesture();
      this.rest();
    }
    this.#fingers.clear();
    this.#pen = pointer.id;
    this.#knowsPen = true;
  }

  /** What was begun comes to nothing, and the tool stays in hand. Who is writing goes on writing. */
  #dropGesture(): void {
    const { tool } = this;
    if (this.state !== 'editing') this.#states[this.state].onCancel();
    this.tool = tool;
  }

  /** A finger that does nothing now, or a pen that only hovers while fingers are at work. */
  #isAside(pointer: Pointer): boolean {
    if (pointer.by === 'touch') return !this.#fingers.has(pointer.id);
    return pointer.by === 'pen' && pointer.id !== this.#pen && this.#fingers.size > 0;
  }
}

export const [getToolbox, setToolbox] = createContext<Toolbox>();
