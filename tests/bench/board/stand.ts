import type { Tab } from './tab.ts';

/** Where the board is on the screen: a board point is drawn at `x` and `zoom` times its own, and so on down. */
export interface Camera {
  x: number;
  y: number;
  zoom: number;
}

/** A board that is open in a program. */
export interface OpenBoard {
  /** Milliseconds from asking for the page until cards stood on the screen. */
  opened: number;
  /** Until they could be worked on. */
  ready: number;
  camera(): Promise<Camera>;
  /** Shows the beginning of the board at 100 %. */
  toReadingSize(): Promise<void>;
  /** Shows all of the board. */
  toAll(): Promise<void>;
}

/** A program that is being served, with boards to open. */
export interface Stand {
  open(tab: Tab, cards: number): Promise<OpenBoard>;
  /** People on a board, with their pointers and what they drag; null when the program has none. Returns how to end it. */
  gather: ((tab: Tab, dragged: readonly string[]) => Promise<() => Promise<void>>) | null;
  close(): Promise<void>;
}

const LONGEST_MS = 60_000;

/**
 * Resolves when the condition holds and the browser has drawn a frame since: the time since the page was asked for.
 * The same for all programs.
 */
export async function whenDrawn(tab: Tab, isThere: string): Promise<number> {
  return tab.page.evaluate(`new Promise((resolve, reject) => {
    const drawn = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    const isLate = () => performance.now() > ${LONGEST_MS};
    const look = () => {
      if (${isThere}) drawn();
      else if (isLate()) reject(new Error('no cards came'));
      else requestAnimationFrame(look);
    };
    look();
  })`);
}
