/** What groups are shown with: pages without any go without its code. */
export async function groupsHere() {
  return (await import('./GroupHere.svelte')).default;
}

export type GroupsHere = Awaited<ReturnType<typeof groupsHere>>;
