import type { Box } from '$lib/domain/boards/geometry/box';
import { m } from '$lib/messages/messages.js';
import type { EditorToast } from '../aftermath';

/** Asks the server to have everyone look at a part of the board. False when it would not, or was not reached. */
export type CallEveryone = (view: Box) => Promise<boolean>;

/** Having everyone look where one looks. `call` is asked anew each time, since rights change; null: one may not. */
export class Gathering {
  #call: () => CallEveryone | null;

  constructor(call: () => CallEveryone | null) {
    this.#call = call;
  }

  /** Reactive: whether whoever sits here may. */
  get may(): boolean {
    return this.#call() !== null;
  }

  /** Brings everyone else to a part of the board, and says what came of it. */
  async bring(editor: { toast: EditorToast | null }, view: Box | null): Promise<void> {
    const call = this.#call();
    if (!call || !view) return;
    const isHeard = await call(view);
    editor.toast = { words: isHeard ? m.together_said_brought() : m.together_said_not_brought(), undo: false };
  }
}
