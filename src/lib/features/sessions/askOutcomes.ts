import type { SessionOutcomes } from '$lib/domain/sessions/outcomes/carried';

/** What a session's page knows of its outcomes; null when it cannot be asked now, or this is not for the asker. */
export async function askOutcomes(page: string): Promise<SessionOutcomes | null> {
  try {
    const answer = await fetch(`${page}/outcomes`);
    return answer.ok ? ((await answer.json()) as SessionOutcomes) : null;
  } catch {
    return null;
  }
}
