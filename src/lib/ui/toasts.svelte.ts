import { createContext } from 'svelte';

export interface Toast {
  words: string;
  /** One way back, such as "Undo". */
  action?: { words: string; run: () => void };
  /** Something did not work out, or was left out: it is there until it is closed, however slowly one reads. */
  stays?: boolean | undefined;
}

/** Long enough to read and reach; time stands still while the toast is hovered or focused. */
const SHOWN_FOR_MS = 8_000;

/** Results, one at a time. An error that has no place of its own on the page is said here, too. */
export class ToastState {
  current = $state.raw<Toast | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Shows it instead of the one before. Returns how to take it away again while it is the one shown. */
  show(toast: Toast): () => void {
    this.current = toast;
    this.letGo();
    return () => {
      if (this.current === toast) this.dismiss();
    };
  }

  /** The pointer or the focus is on it. */
  hold(): void {
    clearTimeout(this.#timer);
  }

  /** The pointer and the focus have left it. */
  letGo(): void {
    clearTimeout(this.#timer);
    if (!this.current?.stays) this.#timer = setTimeout(() => this.dismiss(), SHOWN_FOR_MS);
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.current = null;
  }
}

export const [getToasts, setToasts] = createContext<ToastState>();
