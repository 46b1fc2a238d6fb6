import * as decoding from 'lib0/decoding';
import { frameType } from '../../../src/lib/protocol/messages/frame.ts';
import type { Notice } from '../../../src/lib/protocol/messages/notice.ts';
import { readNotice } from '../../../src/lib/protocol/messages/notice.ts';
import { NOTHING } from '../../support/boardUpdates.ts';
import { dialects } from '../load/dialects.ts';
import type { Line } from '../load/line.ts';

const ours = dialects.ours;
const WAIT_MS = 20_000;

/** Something that somebody waits for, asked of whatever comes. */
interface Waiting {
  holds: () => boolean;
  done: (at: number) => void;
}

/**
 * One person's line to a room of the real server. What comes is noted with its time and read into a document afterwards: a
 * hundred documents that one process keeps up to date would be what is measured.
 */
export class Participant {
  /** Updates of the document since it was last opened, as they came. */
  updates: Uint8Array[] = [];
  session: Extract<Notice, { topic: 'session' }>['session'] = null;
  saved = 0;
  isThere = false;
  #line: Line;
  #sent = 0;
  #waiting: Waiting[] = [];

  constructor(room: string, { port, cookie }: { port: number; cookie: string }) {
    const address = { port, path: ours.path(room), protocol: ours.protocol, cookie };
    this.#line = ours.connect(address, (message) => this.#hear(message));
    this.#line.opened.then(
      () => this.#send(ours.askFor(room, NOTHING)),
      () => undefined,
    );
  }

  /** When what comes made it so, by this process's clock; at once where it is so already. Throws when it takes too long. */
  when(what: string, holds: () => boolean): Promise<number> {
    return new Promise((resolve, reject) => {
      if (holds()) return resolve(performance.now());
      const timer = setTimeout(() => reject(new Error(`${what} did not come`)), WAIT_MS);
      this.#waiting.push({
        holds,
        done: (at) => {
          clearTimeout(timer);
          resolve(at);
        },
      });
    });
  }

  /** Sends what was changed in a document of one's own, and waits until it is on disk. */
  async write(room: string, update: Uint8Array): Promise<void> {
    this.#send(ours.update(room, update));
    this.#sent += 1;
    const all = this.#sent;
    await this.when('the acknowledgement', () => this.saved >= all);
  }

  close(): void {
    this.#line.close();
  }

  #send(message: Uint8Array): void {
    this.#line.send(ours.pack(message));
  }

  #hear(message: Uint8Array): void {
    const now = performance.now();
    const said = ours.read(message);
    if (said?.is === 'saved') this.saved = said.count;
    else if (said?.is === 'document') {
      this.isThere = true;
      this.updates.push(Uint8Array.from(said.update));
    } else this.#notice(message);
    const come = this.#waiting.filter(({ holds }) => holds());
    this.#waiting = this.#waiting.filter((one) => !come.includes(one));
    for (const { done } of come) done(now);
  }

  #notice(message: Uint8Array): void {
    const from = decoding.createDecoder(message);
    if (decoding.readVarUint(from) !== frameType.notice) return;
    const notice = readNotice(from);
    if (notice?.topic === 'session') this.session = notice.session;
  }
}
