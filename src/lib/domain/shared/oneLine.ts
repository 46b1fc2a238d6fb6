/** What turns the reading direction of the text around it, or is not seen at all. Joiners stay: emoji and scripts need them. */
const HIDDEN = /[\u00AD\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
/** Line breaks, tabs and other control characters, and any run of spaces. */
const GAPS = /[\s\p{Cc}]+/gu;

/** A name or a title as one line of what can be seen: nothing in it disturbs the text it stands in. */
export function oneLine(text: string): string {
  return text
    .replace(/[\u2028\u2029]/gu, ' ')
    .replace(HIDDEN, '')
    .replace(GAPS, ' ')
    .trim();
}
