import { create } from 'qrcode';

/**
 * Some words as a QR code: the path of an SVG, one unit for each square, that survives a crumpled poster. It needs four units
 * of white around. The page draws it: no picture is made or kept.
 */
export function qrCode(words: string): { size: number; path: string } {
  const { size, data } = create(words, { errorCorrectionLevel: 'M' }).modules;
  const rows = Array.from({ length: size }, (_, y) => rowPath(data.subarray(y * size, (y + 1) * size), y));
  return { size, path: rows.join('') };
}

/** One run of dark squares is one rectangle. */
function rowPath(row: Uint8Array, y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const from = x;
    while (x + 1 < row.length && row[x + 1]) x++;
    path += `M${from} ${y}h${x + 1 - from}v1h${from - x - 1}z`;
  }
  return path;
}
