/** The lines of a pasted text that could each be a card: list marks and empty lines go. */
export function pastedLines(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/u)
    .map((line) => line.replace(/^\s*(?:[-–•*·▪◦]|\d{1,3}[.)])\s+/u, '').trim())
    .filter((line) => line !== '');
}
