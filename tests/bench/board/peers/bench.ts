/** What the page of a peer offers to the measurements, as `window.bench`. */
export interface BenchPage {
  camera(): { x: number; y: number; zoom: number };
  /** Shows the board with its corner at this place of the screen. */
  look(camera: { x: number; y: number; zoom: number }): void;
  /** The board as the program itself would have saved it. */
  saved(): unknown;
}

/** What the page was asked for: to make a board of plain cards and save it, or to open a saved one. */
export async function askedFor(): Promise<{ cards: readonly PlainCard[] } | { saved: unknown }> {
  const query = new URLSearchParams(location.search);
  const answer: unknown = await (await fetch(query.get('board') ?? '')).json();
  return query.has('make') ? { cards: answer as readonly PlainCard[] } : { saved: answer };
}

export interface PlainCard {
  nth: number;
  x: number;
  y: number;
  w: number;
  h: number;
  text: string;
  colour: string;
}

export function offer(page: BenchPage): void {
  Object.assign(window, { bench: page });
}
