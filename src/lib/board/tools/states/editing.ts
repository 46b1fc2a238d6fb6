import type { Pointer } from '../toolState';
import { ToolState } from '../toolState';

/** A text is being written. A pointer outside the field ends that, and then does what it would do at rest. */
export class Editing extends ToolState {
  static readonly id = 'editing';

  override onPointerDown(pointer: Pointer): void {
    this.canvas.endWriting();
    this.host.rest();
    if (pointer.pans) this.host.go('panning', pointer);
    else if (pointer.target.on === 'item') this.host.go('pointing', pointer);
    else if (pointer.target.on === 'handle') this.host.go('resizing', pointer);
    else this.host.go(pointer.by === 'touch' ? 'panning' : 'brushing', pointer);
  }

  override onCancel(): void {
    this.canvas.leaveWriting();
    this.host.rest();
  }
}
