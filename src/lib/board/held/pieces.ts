import type { Range } from './heldWords';

export interface Piece {
  text: string;
  isHeld: boolean;
}

/** A text cut where held words begin and end. */
export function piecesOf(text: string, held: readonly Range[]): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const range of held) {
    pieces.push({ text: text.slice(from, range.from), isHeld: false });
    pieces.push({ text: text.slice(range.from, range.to), isHeld: true });
    from = range.to;
  }
  pieces.push({ text: text.slice(from), isHeld: false });
  return pieces.filter(({ text: words }) => words !== '');
}
