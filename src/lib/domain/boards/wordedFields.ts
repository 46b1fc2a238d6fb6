/** Where an item has words: its text, a zone's prompt, what describes a picture, and tags. */
export const WORDED_FIELDS = ['text', 'prompt', 'alt', 'tags'] as const;
export type WordedField = (typeof WORDED_FIELDS)[number];
