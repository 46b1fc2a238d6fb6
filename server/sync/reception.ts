import { isDomainError } from '../../src/lib/domain/shared/errors.ts';
import type { CloseReason } from '../../src/lib/protocol/closeCodes.ts';
import { readSheetName } from '../documents/sheets.ts';
import type { DocumentName } from '../documents/documents.ts';
import type { Log } from '../log/log.ts';
import type { Door, Visitor } from './admit.ts';
import { admit } from './admit.ts';
import type { Limits } from './limits.ts';
import type { Hold, Rooms } from './rooms.ts';
import type { Caller } from './transports/channel.ts';

export interface ReceptionOptions {
  door: Door;
  rooms: Rooms;
  limits: Limits;
  log: Log;
  /** Makes somebody's sheet for their private cards unless there is one. */
  begin: (sheet: DocumentName) => Promise<void>;
}

export type Seat = { is: 'in'; visitor: Visitor; hold: Hold } | { is: 'out'; why: CloseReason };

/** Judges callers and opens their room. A change of access while someone is being judged has them judged again. */
export class Reception {
  #options: ReceptionOptions;
  #changes = 0;

  constructor(options: ReceptionOptions) {
    this.#options = options;
  }

  /** Access may have changed: whoever is being judged now is judged again. */
  judgeAgain(): void {
    this.#changes += 1;
  }

  /** Never throws: trouble on our side is an answer too. */
  async receive(caller: Caller): Promise<Seat> {
    try {
      for (;;) {
        const changes = this.#changes;
        const seat = await inTime(this.#judge(caller), this.#options.limits.joinWaitMs);
        if (changes === this.#changes) return seat;
        if (seat.is === 'in') seat.hold.release();
      }
    } catch (error) {
      const code = isDomainError(error) ? error.code : error instanceof Error ? error.name : 'unknown';
      this.#options.log.error({ code }, 'a caller could not be judged');
      return { is: 'out', why: 'restarting' };
    }
  }

  async #judge(caller: Caller): Promise<Seat> {
    const admission = await admit(this.#options.door, caller);
    if (admission.is === 'out') return admission;
    const { visitor, document } = admission;
    if (readSheetName(document)) await this.#options.begin(document);
    const hold = await this.#open(document);
    if (typeof hold === 'string') return { is: 'out', why: hold };
    const why = this.#obstacle(hold, caller);
    if (why === null) return { is: 'in', visitor, hold };
    hold.release();
    return { is: 'out', why };
  }

  async #open(name: string): Promise<Hold | CloseReason> {
    try {
      return await this.#options.rooms.hold(name);
    } catch (error) {
      return isDomainError(error) && error.code === 'notFound' ? 'noSuchDocument' : 'restarting';
    }
  }

  #obstacle({ room }: Hold, { generation }: Caller): CloseReason | null {
    if (room.isOver) return 'restarting';
    if (generation !== null && generation !== room.document.generation) return 'otherGeneration';
    return room.connections.size >= this.#options.limits.peopleInRoom ? 'tooMany' : null;
  }
}

/** Rejects when the promise takes too long. A seat that comes too late is given back. */
async function inTime(judging: Promise<Seat>, milliseconds: number): Promise<Seat> {
  let timer: NodeJS.Timeout | undefined;
  let isLate = false;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isLate = true;
      reject(new Error('judging took too long'));
    }, milliseconds);
  });
  judging.then(
    (seat) => isLate && seat.is === 'in' && seat.hold.release(),
    () => undefined,
  );
  try {
    return await Promise.race([judging, late]);
  } finally {
    clearTimeout(timer);
  }
}
