/** A card as every program gets it: the same place, size, words and colour. */
export interface Card {
  nth: number;
  x: number;
  y: number;
  w: number;
  h: number;
  text: string;
  colour: (typeof COLOURS)[number];
}

/** By the names they have in all of the programs, or nearly. */
export const COLOURS = ['blue', 'green', 'violet', 'yellow', 'red'] as const;

const WORDS =
  'Families tell their story again and again at every door they knock on and nobody writes down what helped them ' +
  'last time so start with one shared note';
const [W, H] = [164, 112] as const;
/** From one card to the next, across and down. */
const [ACROSS, DOWN] = [180, 130] as const;

/** Cards in a square of rows, each with four to twelve words. */
export function cardsOf(count: number): Card[] {
  const words = `${WORDS} ${WORDS}`.split(' ');
  const columns = Math.ceil(Math.sqrt(count));
  return Array.from({ length: count }, (_, nth) => {
    const first = (nth * 7) % 26;
    const text = [...words.slice(first, first + 4 + (nth % 9)), nth].join(' ');
    const place = { x: (nth % columns) * ACROSS, y: Math.floor(nth / columns) * DOWN, w: W, h: H };
    return { nth, ...place, text, colour: COLOURS[nth % COLOURS.length] ?? 'blue' };
  });
}
