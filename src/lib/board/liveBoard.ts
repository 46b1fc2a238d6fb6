import type { LiveDocument } from '$lib/sync/liveDocument.svelte';
import type { Notices } from '$lib/sync/notices.svelte';

/** What the editor needs of an open document; a `LiveDocument` is one. */
export type LiveBoard = Pick<LiveDocument, 'doc' | 'status' | 'role' | 'synced' | 'others' | 'present' | 'takenOff'> & {
  readonly notices: Pick<Notices, 'gathered' | 'closed' | 'said' | 'session' | 'tallies'>;
};
