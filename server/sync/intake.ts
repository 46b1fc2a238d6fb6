import type { TakenOut } from '../../src/lib/domain/boards/screening.ts';
import { takeOutIdentifiers, writeBack } from '../../src/lib/domain/boards/screening.ts';
import type { IdentifierRule } from '../../src/lib/domain/sensitive/identifierRule.ts';
import type { CloseReason } from '../../src/lib/protocol/closeCodes.ts';
import type { Connection } from './connection.ts';
import { decodeUpdate } from './decode.ts';
import type { Limits } from './limits.ts';
import type { OpenDocument, SentUpdate } from './openDocument.ts';
import { reaches, reachOf } from './reach.ts';

/** A document frame that waits for its turn, or for what it builds on. */
interface Sent extends SentUpdate {
  from: Connection;
  number: number;
  stopWaiting?: () => void;
}

/** What came of the frames of one turn. */
export interface Applied {
  /** Applied, or known before: to be acknowledged once the turn is on disk. */
  settled: { from: Connection; number: number }[];
  /** Whose frames changed the document. */
  authors: Set<Connection>;
  /** What was taken out again, with those whose frames of this turn wrote it or brought it together. */
  takenOut: readonly (TakenOut & { from: ReadonlySet<Connection> })[];
}

export interface IntakeOptions {
  document: OpenDocument;
  limits: Limits;
  refuse: (connection: Connection, why: CloseReason) => void;
  /** What is to be done about identifiers now. */
  identifiers: () => IdentifierRule;
}

/** Document frames on their way into a document: queued, judged, then applied, held back or refused. */
export class Intake {
  #options: IntakeOptions;
  #queue: Sent[] = [];
  /** Updates whose ground has not arrived. */
  #held: Sent[] = [];

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  /** How many frames wait for a turn. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Queues a frame. Refuses its sender when it is too large or malformed. */
  take(from: Connection, { how, update }: { how: 'step2' | 'update'; update: Uint8Array }): void {
    const { limits, refuse } = this.#options;
    if (update.length > (how === 'step2' ? limits.joinBytes : limits.updateBytes)) return refuse(from, 'tooLarge');
    try {
      const decoded = decodeUpdate(update);
      this.#queue.push({ from, number: from.take(update.length), bytes: update, decoded });
    } catch {
      refuse(from, 'badMessage');
    }
  }

  /** Applies what waits, as far as it may and can be applied. Throws when the document may be half changed. */
  apply(): Applied {
    const { document, identifiers } = this.#options;
    const applied: Applied = { settled: [], authors: new Set(), takenOut: [] };
    const changes: Sent[] = [];
    document.together((transaction) => {
      let open = [...this.#held.splice(0), ...this.#queue.splice(0)];
      for (let goesOn = true; goesOn && open.length > 0;) {
        const before = applied.settled.length;
        open = open.filter((sent) => this.#judge(sent, { applied, changes }) === 'wait');
        goesOn = applied.settled.length > before;
      }
      for (const sent of open) this.#hold(sent);
      if (changes.length === 0 || identifiers() !== 'hold') return;
      // Here and not later: what a transaction brings and removes is in none of the updates it makes.
      applied.takenOut = withSenders(takeOutIdentifiers(document.doc, transaction), changes);
    });
    writeBack(document.doc, applied.takenOut);
    return applied;
  }

  /** Forgets what waits. */
  clear(): void {
    this.#queue = [];
    this.#held = [];
  }

  #judge(sent: Sent, { applied, changes }: { applied: Applied; changes: Sent[] }): 'done' | 'wait' {
    const { document, refuse } = this.#options;
    const { from } = sent;
    if (from.wasRefused) return 'done';
    const judgement = document.judge(sent, { actor: from.actorId, mayWrite: from.mayWrite });
    if (judgement.is === 'wait') return 'wait';
    sent.stopWaiting?.();
    if (judgement.is === 'refuse') {
      // Their words may come once the step lets them: they are judged again, and sent away for good only by their role.
      refuse(from, judgement.why === 'noAccess' && from.closed ? 'accessChanged' : judgement.why);
      return 'done';
    }
    applied.settled.push(sent);
    if (judgement.is === 'nothing') return 'done';
    try {
      document.apply(sent, { actor: from.actorId, writers: judgement.writers });
    } catch (error) {
      refuse(from, 'badMessage');
      throw error;
    }
    applied.authors.add(from);
    changes.push(sent);
    return 'done';
  }

  /** Keeps an update whose ground has not arrived, for a while and only so much of it. */
  #hold(sent: Sent): void {
    const { limits, refuse } = this.#options;
    const { from } = sent;
    if (from.state === 'gone') return;
    this.#held.push(sent);
    const bytes = this.#held.reduce((sum, other) => sum + (other.from === from ? other.bytes.length : 0), 0);
    if (bytes > limits.heldBytes) return refuse(from, 'badMessage');
    sent.stopWaiting ??= from.after(limits.heldMs, () => this.#giveUp(sent));
  }

  /** Its ground may have come and wait for a turn that the disk holds up: then it is not too late. */
  #giveUp(sent: Sent): void {
    const { limits, refuse } = this.#options;
    const { from } = sent;
    if (!this.#queue.some((queued) => queued.from === from)) return refuse(from, 'badMessage');
    sent.stopWaiting = from.after(limits.heldMs, () => this.#giveUp(sent));
  }
}

function withSenders(takenOut: readonly TakenOut[], changes: readonly Sent[]): Applied['takenOut'] {
  if (takenOut.length === 0) return [];
  const reach = changes.map(({ from, decoded }) => ({ from, reach: reachOf(decoded) }));
  return takenOut.map((found) => {
    const senders = reach.filter((sent) => found.touched.some((id) => reaches(sent.reach, id)));
    return { ...found, from: new Set(senders.map(({ from }) => from)) };
  });
}
