import { create } from 'qrcode';

/** A QR code of some words as the path of an SVG, one unit for each square; it needs four units of white around. */
export function qrCode(words: string): { size: number; path: string } {
  const { size, data } = create(words, { errorCorrectionLevel: 'M' }).modules;
  const dark = Array.from(data, (square, index) =>
    square ? `M${index % size} ${Math.floor(index / size)}h1v1h-1z` : '',
  );
  return { size, path: dark.join('') };
}
