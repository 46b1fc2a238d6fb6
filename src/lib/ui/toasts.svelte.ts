import { createContext } from 'svelte';

export interface Toast {
  words: string;
  /** One way back, such as "Undo". */
  action?: { words: string; run: () => void };
  /** Something did not work out, or was left out: it is there until it is closed, however slowly one reads. */
  stays?: boolean | undefined;
}

/** Long enough to read and reach; time stands still while a toast is hovered or focused. */
const SHOWN_FOR_MS = 8_000;

/** The last result, and what did not work out and has no place of its own on the page. */
export class ToastState {
  /** What stays, oldest first, then the result. */
  shown = $state.raw<readonly Toast[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Shows it instead of the result before. Returns how to take it away again. */
  show(toast: Toast): () => void {
    this.shown = [...this.shown.filter(({ stays, words }) => stays && words !== toast.words), toast];
    this.letGo();
    return () => this.dismiss(toast);
  }

  /** The pointer or the focus is on one. */
  hold(): void {
    clearTimeout(this.#timer);
  }

  /** The pointer and the focus have left them. */
  letGo(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.shown = this.shown.filter(({ stays }) => stays)), SHOWN_FOR_MS);
  }

  dismiss(toast: Toast): void {
    this.shown = this.shown.filter((one) => one !== toast);
  }
}

export const [getToasts, setToasts] = createContext<ToastState>();
