import type { Pointer } from '../toolState';
import { ToolState } from '../toolState';

/** The hand tool at rest: wherever one presses, the board is pushed. */
export class HandIdle extends ToolState {
  static readonly id = 'handIdle';

  override onPointerDown(pointer: Pointer): void {
    this.host.go('panning', pointer);
  }
}
