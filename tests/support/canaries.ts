/** Whether words lie in bytes, however they are written down: as UTF-8, as UTF-16, or either of three ways in base64. */
export function holds(bytes: Buffer, words: string): boolean {
  const shapes = [Buffer.from(words), Buffer.from(words, 'utf16le')];
  for (const lead of [0, 1, 2]) {
    const text = Buffer.from(`${'x'.repeat(lead)}${words}`).toString('base64');
    shapes.push(Buffer.from(text.slice(lead === 0 ? 0 : 4, -4)));
  }
  return shapes.some((shape) => bytes.includes(shape));
}
