import type { UnsentWords } from '$lib/sync/unsentWords';

/** Words that were not sent, as a plain text to keep: the board's title, then one paragraph for each. */
export function unsentAsText(title: string, unsent: readonly UnsentWords[]): string {
  return `${[title, ...unsent.map(({ text, zone }) => (zone ? `${zone.title}: ${text}` : text))].join('\n\n')}\n`;
}
