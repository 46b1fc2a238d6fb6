import { unreachable } from '$lib/domain/shared/unreachable';
import { m } from '$lib/messages/messages.js';
import type { EndReason, SyncStatus } from './syncStatus';

/** What the mark says: how the document is, or that some words of it are meant to be on this device only. */
export type ShownStatus = SyncStatus | { is: 'held' };

/** Held words matter more than how the others are doing, unless something is wrong. */
export function withHeld(status: SyncStatus, isHeld: boolean): ShownStatus {
  return isHeld && (status.is === 'saved' || status.is === 'saving') ? { is: 'held' } : status;
}

/** How a status is shown: never by colour alone, so icon and words always come with the tone. */
export interface StatusWords {
  words: string;
  /** One or two sentences: what it means for the writer's changes. */
  detail: string;
  tone: 'quiet' | 'ok' | 'busy' | 'warning' | 'problem';
  /** Name of the icon: the page has one drawing for each. */
  icon: 'cloud' | 'cloud-check' | 'cloud-upload' | 'cloud-off' | 'triangle-alert' | 'eye' | 'eye-off' | 'lock';
  /** What the writer can do about it, if anything. */
  wayOn: WayOn | null;
}

/** `tryNow`: connect at once. The others lead on from an end: open the board afresh, sign in, load the page again. */
export type WayOn = 'tryNow' | 'openAgain' | 'signIn' | 'reload';

/** Says a status in plain words. `keepsCopy`: whether this browser keeps unsent changes when the page goes. */
export function describeStatus(status: ShownStatus, { keepsCopy }: { keepsCopy: boolean }): StatusWords {
  switch (status.is) {
    case 'opening':
      return plain('cloud', 'quiet', { words: m.sync_opening(), detail: m.sync_opening_detail() });
    case 'saved':
      return plain('cloud-check', 'ok', { words: m.sync_saved(), detail: m.sync_saved_detail() });
    case 'saving':
      return plain('cloud-upload', 'busy', { words: m.sync_saving(), detail: m.sync_saving_detail() });
    case 'held':
      return plain('eye-off', 'busy', { words: m.sync_held(), detail: m.sync_held_detail() });
    case 'unsaved':
      return describeUnsaved(status, keepsCopy);
    case 'offline':
      return describeOffline(status.count, keepsCopy);
    case 'readOnly':
      return status.offline
        ? plain('cloud-off', 'warning', {
            words: m.sync_read_only_offline(),
            detail: m.sync_read_only_offline_detail(),
            wayOn: 'tryNow',
          })
        : plain('eye', 'quiet', { words: m.sync_read_only(), detail: m.sync_read_only_detail() });
    case 'ended':
      return { ...endings[status.why](), tone: 'problem' };
    default:
      return unreachable(status);
  }
}

function describeUnsaved({ count, reason }: Extract<SyncStatus, { is: 'unsaved' }>, keepsCopy: boolean): StatusWords {
  const details = {
    noAnswer: keepsCopy ? m.sync_unsaved_no_answer() : m.sync_unsaved_no_answer_no_copy(),
    storeFull: keepsCopy ? m.sync_unsaved_store_full() : m.sync_unsaved_store_full_no_copy(),
  };
  const words = m.sync_unsaved({ count });
  return plain('triangle-alert', 'warning', { words, detail: details[reason], wayOn: 'tryNow' });
}

function describeOffline(count: number, keepsCopy: boolean): StatusWords {
  return plain('cloud-off', 'warning', {
    words: m.sync_offline(),
    detail: offlineDetail(count, keepsCopy),
    wayOn: 'tryNow',
  });
}

function offlineDetail(count: number, keepsCopy: boolean): string {
  if (!keepsCopy) return m.sync_offline_detail_no_copy();
  return count > 0 ? m.sync_offline_detail() : m.sync_offline_detail_none();
}

function plain(
  icon: StatusWords['icon'],
  tone: StatusWords['tone'],
  said: Pick<StatusWords, 'words' | 'detail'> & Partial<StatusWords>,
): StatusWords {
  return { icon, tone, wayOn: null, ...said };
}

const endings: Record<EndReason, () => Omit<StatusWords, 'tone'>> = {
  signIn: () => ({
    words: m.sync_ended_sign_in(),
    detail: m.sync_ended_sign_in_detail(),
    icon: 'lock',
    wayOn: 'signIn',
  }),
  noAccess: () => ({
    words: m.sync_ended_no_access(),
    detail: m.sync_ended_no_access_detail(),
    icon: 'lock',
    wayOn: null,
  }),
  noSuchDocument: () => ({
    words: m.sync_ended_no_such_document(),
    detail: m.sync_ended_no_such_document_detail(),
    icon: 'lock',
    wayOn: null,
  }),
  otherGeneration: () => ({
    words: m.sync_ended_other_generation(),
    detail: m.sync_ended_other_generation_detail(),
    icon: 'triangle-alert',
    wayOn: 'openAgain',
  }),
  tooLarge: () => ({
    words: m.sync_ended_too_large(),
    detail: m.sync_ended_too_large_detail(),
    icon: 'triangle-alert',
    wayOn: 'openAgain',
  }),
  badMessage: () => ({
    words: m.sync_ended_bad_message(),
    detail: m.sync_ended_bad_message_detail(),
    icon: 'triangle-alert',
    wayOn: 'openAgain',
  }),
  pageTooOld: () => ({
    words: m.sync_ended_page_too_old(),
    detail: m.sync_ended_page_too_old_detail(),
    icon: 'triangle-alert',
    wayOn: 'reload',
  }),
  roleChanged: () => ({
    words: m.sync_ended_role_changed(),
    detail: m.sync_ended_role_changed_detail(),
    icon: 'eye',
    wayOn: 'openAgain',
  }),
};
