import type { DocumentName } from '../documents/documents.ts';

interface Pending {
  /** Who changed it since it was last announced; null when nobody did. The server is nobody by name. */
  actorIds: Set<string> | null;
  timer: NodeJS.Timeout;
}

export type Announce = (news: { name: DocumentName; actorIds: string[] }) => void;

/** Announces changes of a document at once when it was quiet, and at most once in a while when it is not. */
export class ChangeAnnouncer {
  #announce: Announce;
  #everyMs: number;
  #pending = new Map<DocumentName, Pending>();

  constructor(announce: Announce, everyMs = 1_000) {
    this.#announce = announce;
    this.#everyMs = everyMs;
  }

  changed(name: DocumentName, actorIds: readonly string[]): void {
    const pending = this.#pending.get(name);
    if (pending) {
      pending.actorIds = new Set([...(pending.actorIds ?? []), ...actorIds]);
      return;
    }
    this.#pending.set(name, { actorIds: null, timer: this.#later(name) });
    this.#announce({ name, actorIds: [...actorIds] });
  }

  /** Announces what is left. */
  close(): void {
    for (const [name, { actorIds, timer }] of this.#pending) {
      clearTimeout(timer);
      if (actorIds) this.#announce({ name, actorIds: [...actorIds] });
    }
    this.#pending.clear();
  }

  #later(name: DocumentName): NodeJS.Timeout {
    const timer = setTimeout(() => {
      const actorIds = this.#pending.get(name)?.actorIds ?? null;
      this.#pending.delete(name);
      if (actorIds) this.changed(name, [...actorIds]);
    }, this.#everyMs);
    return timer.unref();
  }
}
