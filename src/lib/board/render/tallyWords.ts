import type { BoardTallies, CardTally } from '$lib/domain/sessions/votes/ballot';
import { m } from '$lib/messages/messages.js';
import type { SaidTally } from '$lib/sync/notices.svelte';

/** What stays on cards from votes, in words. Fetched by pages of boards where there was a vote. */
export function saidTallies(tallies: BoardTallies): Readonly<Record<string, SaidTally>> {
  return Object.fromEntries(
    Object.entries(tallies).map(([id, tally]) => [id, { figure: figure(tally), words: words(tally) }]),
  );
}

/** As short as the foot of a card has room for. */
function figure({ total, mean, counts }: CardTally): string {
  return counts ? `${counts.yes}/${counts.yes + counts.no + counts.unsure}` : String(mean ?? total);
}

function words({ total, mean, counts }: CardTally): string {
  if (counts) return m.votes_counts({ yes: counts.yes, no: counts.no, unsure: counts.unsure });
  return mean === undefined ? m.votes_on({ count: total }) : m.votes_mean({ mean });
}
