import type { Pointer } from '../toolState';
import { ToolState } from '../toolState';

/** The select tool at rest. */
export class Idle extends ToolState {
  static readonly id = 'idle';

  override onPointerDown(pointer: Pointer): void {
    const { target } = pointer;
    if (pointer.pans) return this.host.go('panning', pointer);
    if (target.on === 'handle') return this.host.go('resizing', pointer);
    if (target.on === 'end') return this.host.go('pullingEnd', pointer);
    if (target.on === 'item') return this.host.go('pointing', pointer);
    this.host.go(pointer.by === 'touch' ? 'panning' : 'brushing', pointer);
  }

  override onDoubleClick({ target, at }: Pointer): void {
    if (target.on === 'item') this.canvas.openToWrite(target.id);
    else if (target.on === 'ground') this.canvas.placing.card({ middle: at });
  }
}
