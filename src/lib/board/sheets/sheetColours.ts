import type { SheetColours, SheetTone } from '$lib/domain/boards/drawing/sheet';
import { COLOURS } from '$lib/domain/boards/schema';
import { readPalette } from '../render/palette';

/** The colours of the board as the page shows it now, in the one notation that every program reads. */
export function sheetColours(at: Element): SheetColours {
  const palette = readPalette(at);
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const asHex = (colour: string): string => {
    if (!pen) return '#808080';
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const dot = [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
    return `#${dot.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  };
  const toneOf = (tone: SheetTone): SheetTone =>
    Object.fromEntries(Object.entries(tone).map(([part, colour]) => [part, asHex(colour)])) as unknown as SheetTone;
  const style = getComputedStyle(at);
  return {
    tones: Object.fromEntries(COLOURS.map((name) => [name, toneOf(palette.tones[name])])) as SheetColours['tones'],
    board: asHex(style.getPropertyValue('--board')),
    surface: asHex(palette.surface),
    words: asHex(palette.words),
    quietWords: asHex(style.getPropertyValue('--ink-2')),
  };
}
