import type { Connector } from '$lib/domain/boards/schema';
import { m } from '$lib/messages/messages.js';
import type { LineEnd } from '../../lines';
import { reattach } from '../../lines';
import type { Pointer } from '../toolState';
import { distance, DRAG_AFTER, ToolState } from '../toolState';
import { endOf } from './endOf';

/** One end of a line follows the pointer, to be put on something else. */
export class PullingEnd extends ToolState {
  static readonly id = 'pullingEnd';
  #start: Pointer | null = null;

  override enter(start: Pointer): void {
    this.#start = start;
    this.canvas.busy = true;
  }

  override onPointerMove(pointer: Pointer): void {
    const pulled = this.#pulled(pointer);
    if (pulled) this.canvas.draftLine = { ...pulled.line, [pulled.end]: endOf(pointer) };
  }

  override onPointerUp(pointer: Pointer): void {
    const pulled = this.#pulled(pointer);
    this.onCancel();
    if (!pulled || reattach(this.canvas.editor, pulled.line, { [pulled.end]: endOf(pointer) })) return;
    this.canvas.editor.said = m.board_said_not_connected();
  }

  override onCancel(): void {
    this.#start = null;
    this.canvas.draftLine = null;
    this.canvas.busy = false;
    this.host.rest();
  }

  /** The line as it is now, once the pointer has gone far enough to mean it. */
  #pulled({ screen }: Pointer): { line: Connector; end: LineEnd } | null {
    const start = this.#start;
    if (start?.target.on !== 'end' || distance(start.screen, screen) < DRAG_AFTER) return null;
    const { id, end } = start.target;
    const line = this.canvas.editor.model.connector(id);
    return line && { line, end };
  }
}
