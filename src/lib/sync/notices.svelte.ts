import type { PartnershipSettings } from '$lib/domain/partnerships/partnership';
import type { Notice } from '$lib/protocol/messages/notice';

/** What the server says beside the document: each notice carries the new state, so the last of its kind counts. */
export class Notices {
  /** The board's newest title and whether it is archived, once the server said so. */
  board = $state.raw<Extract<Notice, { topic: 'board' }> | null>(null);
  /** Items that were taken off and stay off. */
  takenOff = $state.raw<readonly string[]>([]);
  /** What the server last took out of words sent from here. */
  takenOut = $state.raw<Extract<Notice, { topic: 'identifier' }> | null>(null);
  /** What the partnership does about identifiers, once the server said so: with hello, and when it changes. */
  settings = $state.raw<PartnershipSettings | null>(null);
  /** What everyone was last asked to look at. */
  gathered = $state.raw<Extract<Notice, { topic: 'gather' }> | null>(null);
  #onWritable: (writable: boolean) => void;

  constructor(onWritable: (writable: boolean) => void) {
    this.#onWritable = onWritable;
  }

  hear(notice: Notice): void {
    if (notice.topic === 'board') this.board = notice;
    else if (notice.topic === 'takenOff') this.takenOff = notice.items;
    else if (notice.topic === 'identifier') this.takenOut = notice;
    else if (notice.topic === 'settings') this.settings = notice;
    else if (notice.topic === 'gather') this.gathered = notice;
    else this.#onWritable(notice.writable);
  }
}
