import type { GroupsPage } from '$lib/domain/sessions/groups/groupsPage';

/** The groups of a session, for who runs it; null when they cannot be asked for now. */
export async function askGroups(page: string): Promise<GroupsPage | null> {
  try {
    const answer = await fetch(`${page}/groups`);
    return answer.ok ? ((await answer.json()) as GroupsPage) : null;
  } catch {
    return null;
  }
}
