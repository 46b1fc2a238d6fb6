import { m } from '$lib/messages/messages.js';
import { connect } from '../../lines';
import type { Pointer } from '../toolState';
import { distance, DRAG_AFTER, ToolState } from '../toolState';
import { endOf } from './endOf';

/** A line is drawn from one thing, or place, to another. */
export class DrawingLine extends ToolState {
  static readonly id = 'drawingLine';
  #start: Pointer | null = null;

  override enter(): void {
    this.#start = null;
  }

  override onPointerDown(pointer: Pointer): void {
    if (pointer.pans) return this.host.go('panning', pointer);
    this.#start = pointer;
  }

  override onPointerMove(pointer: Pointer): void {
    if (this.#start) this.canvas.draftLine = { from: endOf(this.#start), to: endOf(pointer) };
  }

  override onPointerUp(pointer: Pointer): void {
    const start = this.#start;
    this.#end();
    if (!start || distance(start.screen, pointer.screen) < DRAG_AFTER) return;
    const id = connect(this.canvas.editor, endOf(start), endOf(pointer));
    if (id) this.canvas.editor.selection.set([id]);
    else this.canvas.editor.said = m.board_said_not_connected();
    this.host.pick('select');
  }

  override onCancel(): void {
    this.#end();
    this.host.pick('select');
  }

  #end(): void {
    this.#start = null;
    this.canvas.draftLine = null;
  }
}
