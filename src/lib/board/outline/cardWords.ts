import type { Item } from '$lib/domain/boards/schema';
import { cutText } from '$lib/domain/boards/textChange';
import { m } from '$lib/messages/messages.js';

/** Enough words to know a card by, in the name of a button. */
const LONGEST = 40;

/** How a card is called in the accessible name of its buttons. */
export function cardWords(item: Item): string {
  const words = (item.text.trim() || ('alt' in item ? item.alt.trim() : '')).replace(/\s+/gu, ' ');
  if (words === '') return m.outline_card_untitled();
  return words.length > LONGEST ? `${cutText(words, LONGEST).trimEnd()}…` : words;
}
