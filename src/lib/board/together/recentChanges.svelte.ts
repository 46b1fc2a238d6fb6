/** What somebody else did, as it was told. */
export interface RecentChange {
  /** Milliseconds since 1970, by this device's clock. */
  at: number;
  words: string;
  /** What it was about, as far as it is still there. */
  ids: readonly string[];
}

/** Enough for a meeting's last half hour; more than that is read on the board. */
const MOST = 50;

/** What others did while the board was open, newest first: for who missed it, or does not want it read out. */
export class RecentChanges {
  list = $state.raw<readonly RecentChange[]>([]);

  add(news: readonly Omit<RecentChange, 'at'>[]): void {
    const at = Date.now();
    this.list = [...news.map((one) => ({ ...one, at })), ...this.list].slice(0, MOST);
  }
}
