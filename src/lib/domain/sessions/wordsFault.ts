import { certainIn } from '../sensitive/certain.ts';
import type { FieldFault } from '../shared/errors.ts';

/**
 * What is wrong with words that everyone on a board reads, guests among them; null when nothing is. Nobody's number
 * belongs in an agenda, whatever a partnership does about cards.
 */
export function wordsFault(
  words: string,
  { most, needed = false }: { most: number; needed?: boolean },
): FieldFault | null {
  if (words.trim() === '') return needed ? 'missing' : null;
  if (words.length > most) return 'tooLong';
  return certainIn(words, { rule: 'hold' }) ? 'identifier' : null;
}
