import type { Vote } from '$lib/domain/sessions/votes/vote';
import type { Entry } from './outbox.svelte';

/** What the server's newest page shows of one's own. */
interface Shown {
  cards: ReadonlySet<string>;
  votes: readonly Vote[];
}

/**
 * Whether the server's page has what was done. Somebody else may have changed a card since: whatever a newer board says of
 * it counts, but that it is not there yet.
 */
export function isShown(entry: Entry, { cards: shown, votes }: Shown): boolean {
  if (entry.is === 'vote') return sameVotes(entry.votes, votes);
  return entry.is === 'remove' ? !shown.has(entry.card) : entry.is === 'change' || shown.has(entry.card);
}

function sameVotes(said: readonly Vote[], shown: readonly Vote[]): boolean {
  const words = (votes: readonly Vote[]) => votes.map(({ card, value }) => `${card} ${value}`).sort();
  return words(said).join() === words(shown).join();
}
