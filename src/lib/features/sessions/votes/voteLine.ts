import type { Vote } from '$lib/domain/sessions/votes/vote';
import type { Papers } from '$lib/domain/sessions/votes/vote';
import type { VoteLine } from './ownVotes.svelte';

interface Answered {
  votes: readonly Vote[];
  papers: Papers | null;
  /** How many voted on devices that they share; null for those who do not run the vote. */
  shared: number | null;
}

/** A server that lets nobody wait longer has answered by then, and a line that is dead is noticed. */
const WAIT_MS = 15_000;

/** A ballot's own address: what somebody says there, and what they have said. */
export function voteLine(address: string): VoteLine {
  return {
    async read() {
      return (await readOwn(address))?.votes ?? null;
    },
    async send(votes) {
      const body = new FormData();
      for (const { card, value } of votes) body.set(`vote-${card}`, String(value));
      try {
        const response = await fetch(address, { method: 'POST', body, signal: AbortSignal.timeout(WAIT_MS) });
        if (response.ok) return { is: 'in' };
        const { code, message } = (await response.json()) as { code?: string; message?: string };
        if (response.status >= 500 || code === undefined) return null;
        return code === 'ballot.closed' ? { is: 'late' } : { is: 'refused', why: message ?? '' };
      } catch {
        return null; // no line, or something on the way that answers for the server
      }
    },
  };
}

/** What the server tells nobody else; null when it could not be reached. */
export async function readOwn(address: string): Promise<Answered | null> {
  try {
    const response = await fetch(address, { cache: 'no-store', signal: AbortSignal.timeout(WAIT_MS) });
    return response.ok ? ((await response.json()) as Answered) : null;
  } catch {
    return null;
  }
}
