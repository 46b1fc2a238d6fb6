import { untrack } from 'svelte';
import type { BoardDoc, Origin } from '$lib/domain/boards/boardDoc';
import type { UndoStack } from '$lib/domain/boards/undoStack';
import type { BoardModel } from './model/boardModel.svelte';

/** One's own undo, as the buttons see it. */
export class UndoState {
  #stack: UndoStack;
  #stop: () => void;
  canUndo = $state(false);
  canRedo = $state(false);
  /** Another number after each change of one's own, taking back and doing again included. */
  latest = $state(0);
  #changes = 0;

  /** `takenOff`: items that no step may bring back. */
  constructor(board: BoardDoc, origin: Origin, takenOff: () => readonly string[]) {
    this.#stack = board.undoStack(origin);
    const stopLooking = this.#stack.onChange(() => this.#look());
    const stopForgetting = $effect.root(() => {
      $effect(() => {
        const ids = new Set(takenOff());
        untrack(() => this.#stack.forget(ids));
      });
    });
    this.#stop = () => [stopLooking, stopForgetting].forEach((stop) => stop());
  }

  undo(): boolean {
    return this.#stack.undo();
  }

  redo(): boolean {
    return this.#stack.redo();
  }

  /** What follows is a step of its own. */
  endStep(): void {
    this.#stack.endStep();
  }

  /** Whether a change came from undo or redo. */
  made(origin: unknown): boolean {
    return this.#stack.made(origin);
  }

  destroy(): void {
    this.#stop();
    this.#stack.destroy();
  }

  #look(): void {
    this.canUndo = this.#stack.canUndo;
    this.canRedo = this.#stack.canRedo;
    this.latest = ++this.#changes;
  }
}

/** Takes a step, and tells which items are on the board again because of it. */
export function returnedBy(model: BoardModel, step: () => void): string[] {
  const before = new Set(model.ids);
  step();
  return [...model.ids].filter((id) => !before.has(id));
}
