import { BoardDoc } from '../../../src/lib/domain/boards/boardDoc';
import { forgetCopies } from '../../../src/lib/sync/forgetCopies';
import type { SyncStatus } from '../../../src/lib/sync/liveDocument.svelte';
import { LiveDocument } from '../../../src/lib/sync/liveDocument.svelte';
import { effectRoot } from './watch.svelte';

const ANA = { by: 'ana' };
const TEXT = { item: 'card', field: 'text' } as const;
const DAY_MS = 86_400_000;

/** A page with nothing on it but a live document: what the test needs of it is on `window.sync`. */
class SyncPage {
  live: LiveDocument | null = null;
  board: BoardDoc | null = null;
  /** Every status the page was told of. */
  seen: SyncStatus['is'][] = [];

  open({ url, keepCopy = true, daysAgo = 0 }: { url: string; keepCopy?: boolean; daysAgo?: number }): void {
    const clock = {
      now: () => Date.now() - daysAgo * DAY_MS,
      after: (milliseconds: number, run: () => void) => {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
    };
    const live = new LiveDocument({ room: { kind: 'board', id: 'b1' }, me: 'ana', socketUrl: url, keepCopy, clock });
    this.live = live;
    this.board = new BoardDoc(live.doc);
    effectRoot(() => this.seen.push(live.status.is));
  }

  type(words: string): void {
    this.board?.editText(TEXT, { at: this.text().length, remove: 0, insert: words }, ANA);
  }

  /** Letters in no order, which browsers cannot pack into less. */
  typeAtRandom(length: number): void {
    const pieces = Array.from({ length: length / 10 }, () => Math.random().toFixed(8));
    this.type(pieces.join(''));
  }

  erase(letters: number): void {
    this.board?.editText(TEXT, { at: this.text().length - letters, remove: letters, insert: '' }, ANA);
  }

  text(): string {
    return this.board?.textAt(TEXT) ?? '';
  }

  state() {
    const { status, keepsCopy, ready, role } = this.live ?? {};
    return { status, keepsCopy, ready, role };
  }

  async copies(): Promise<string[]> {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    return names.filter((name) => name.startsWith('throughline:copy:'));
  }

  forget(): Promise<void> {
    return forgetCopies();
  }
}

export type { SyncPage };
Object.assign(window, { sync: new SyncPage() });
