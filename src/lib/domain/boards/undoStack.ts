import * as Y from 'yjs';
import { forgetItems, isEmpty } from './forgetItems.ts';

/** Edits closer together than this become one step, so that undo takes back a word, not a letter. */
const CAPTURE_MS = 500;

/** Undo and redo that touch only the edits made with one origin. Clear it when the document is replaced. */
export class UndoStack {
  #manager: Y.UndoManager;
  #root: Y.Map<unknown>;
  #listeners = new Set<() => void>();

  /** `root` is where the watched content lives; `origin` marks the edits that are one's own. */
  constructor(root: Y.Map<unknown>, origin: object) {
    this.#root = root;
    this.#manager = new Y.UndoManager(root, { trackedOrigins: new Set([origin]), captureTimeout: CAPTURE_MS });
  }

  get canUndo(): boolean {
    return this.#manager.undoStack.length > 0;
  }

  get canRedo(): boolean {
    return this.#manager.redoStack.length > 0;
  }

  /** Takes back the last step. False when there was nothing to take back. */
  undo(): boolean {
    return this.#manager.undo() !== null;
  }

  redo(): boolean {
    return this.#manager.redo() !== null;
  }

  /** Lets go of all that these items had part in: no step brings them back. What else a step did stays in it. */
  forget(ids: ReadonlySet<string>): void {
    const manager = this.#manager;
    let isLess = false;
    const staysIn = (step: (typeof manager.undoStack)[number]): boolean => {
      if (!forgetItems(step, ids, this.#root)) return true;
      isLess = true;
      return !isEmpty(step);
    };
    manager.undoStack = manager.undoStack.filter(staysIn);
    manager.redoStack = manager.redoStack.filter(staysIn);
    if (isLess) for (const listener of this.#listeners) listener();
  }

  /** Ends the step: what follows is a step of its own. Call it at the end of each gesture. */
  endStep(): void {
    this.#manager.stopCapturing();
  }

  /** Whether a change came from taking something back, which is one's own doing too. */
  made(origin: unknown): boolean {
    return origin === this.#manager;
  }

  /** Calls back whenever `canUndo` or `canRedo` may have changed. Returns how to stop. */
  onChange(listener: () => void): () => void {
    const events = ['stack-item-added', 'stack-item-popped', 'stack-item-updated', 'stack-cleared'] as const;
    for (const event of events) this.#manager.on(event, listener);
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      for (const event of events) this.#manager.off(event, listener);
    };
  }

  destroy(): void {
    this.#manager.destroy();
  }
}
