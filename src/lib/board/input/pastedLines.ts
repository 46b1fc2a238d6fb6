/** A cell that a spreadsheet put into quotes, since there is a line break, a tab or a quote in it. */
const QUOTED = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)/y;
const PLAIN = /[^\t\r\n]*/y;
const LIST_MARK = /^\s*(?:[-–•*·▪◦]|\d{1,3}[.)])\s+/u;

/**
 * What of a pasted text could each be a card: lines, or rows of a spreadsheet with their cells beside one another. List
 * marks and empty lines go.
 */
export function pastedLines(text: string): string[] {
  return rowsOf(text)
    .map((cells) => cells.map((cell) => cell.trim()).filter((cell) => cell !== ''))
    .map((cells) => cells.join(' · ').replace(LIST_MARK, '').trim())
    .filter((line) => line !== '');
}

function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (let at = 0; at <= text.length;) {
    const { cell, end } = cellAt(text, at);
    rows.at(-1)?.push(cell);
    if (/[\r\n]/u.test(text.charAt(end))) rows.push([]);
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
  return rows;
}

function cellAt(text: string, at: number): { cell: string; end: number } {
  QUOTED.lastIndex = PLAIN.lastIndex = at;
  const quoted = QUOTED.exec(text)?.[1];
  // Quotes round words that need none are the writer's own.
  if (quoted !== undefined && /[\t\r\n]|""/u.test(quoted)) {
    return { cell: quoted.replaceAll('""', '"'), end: QUOTED.lastIndex };
  }
  return { cell: PLAIN.exec(text)?.[0] ?? '', end: PLAIN.lastIndex };
}
