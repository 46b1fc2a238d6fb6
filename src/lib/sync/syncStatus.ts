import type { CloseReason } from '$lib/protocol/closeCodes';
import type { Hello } from '$lib/protocol/messages/hello';
import type { UnsentWords } from './unsentWords';

/** What this connection may do in the room. */
export type DocumentRole = Hello['role'];

/** Why a document ended for this page. `roleChanged`: the writer may now only look, and had edits not yet sent. */
export type EndReason = Exclude<CloseReason, 'tooSlow' | 'accessChanged' | 'restarting' | 'tooMany'> | 'roleChanged';

/** What the saved mark says. It is never kinder than the truth: `saved` means acknowledged as being on disk. */
export type SyncStatus =
  | { is: 'opening' }
  | { is: 'saved' }
  | { is: 'saving'; count: number }
  | { is: 'unsaved'; count: number; reason: 'noAnswer' | 'storeFull' }
  | { is: 'offline'; count: number }
  | { is: 'readOnly'; offline: boolean }
  | { is: 'ended'; why: EndReason; unsent: readonly UnsentWords[] };

/** Everything the status is made from. */
export interface SyncFacts {
  role: DocumentRole | null;
  /** No answering server for longer than a blink, or the browser says there is no network. */
  offline: boolean;
  /** Edits made here, in this tab or left by an earlier page, that are not acknowledged. */
  unsent: number;
  /** An acknowledgement has covered everything here at least once since the page opened. */
  confirmed: boolean;
  /** Too long without an acknowledgement although the socket is open. */
  late: boolean;
  /** The server can write to its disk. */
  writable: boolean;
  ended: { why: EndReason; unsent: readonly UnsentWords[] } | null;
}

export const FACTS_AT_OPENING: SyncFacts = {
  role: null,
  offline: false,
  unsent: 0,
  confirmed: false,
  late: false,
  writable: true,
  ended: null,
};

/** The one place that turns facts into a status. Earlier lines win. */
export function statusOf(facts: SyncFacts): SyncStatus {
  if (facts.ended) return { is: 'ended', ...facts.ended };
  if (facts.role === 'look' || facts.role === 'comment') return { is: 'readOnly', offline: facts.offline };
  if (facts.offline) return { is: 'offline', count: facts.unsent };
  if (facts.unsent > 0) return statusOfUnsent(facts);
  if (facts.confirmed) return { is: 'saved' };
  return { is: 'opening' };
}

function statusOfUnsent({ unsent: count, writable, late }: SyncFacts): SyncStatus {
  if (!writable) return { is: 'unsaved', count, reason: 'storeFull' };
  return late ? { is: 'unsaved', count, reason: 'noAnswer' } : { is: 'saving', count };
}

/** Whether nobody can be seen or reached: what is known of others is of the past. */
export function isAlone(status: SyncStatus): boolean {
  return status.is === 'offline' || status.is === 'ended' || (status.is === 'readOnly' && status.offline);
}
