/** What a vote is taken part in with: pages without one go without its code. */
export async function votesHere() {
  return (await import('./VoteHere.svelte')).default;
}

export type VotesHere = Awaited<ReturnType<typeof votesHere>>;
