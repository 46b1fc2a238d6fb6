import type { Awareness } from 'y-protocols/awareness';
import { MAX_PRESENCE_BYTES } from '$lib/protocol/limits';
import type { OwnPresence } from '$lib/protocol/messages/presence';
import { parseOwnPresence } from '$lib/protocol/messages/presence';
import type { Clock } from './clock';
import { Alarm } from './clock';

/** Shortest time between two presences sent: thirty a second is smooth to the eye. */
const PRESENCE_MS = 33;
/** Room left in the limit for what the server adds and for the frame around it. */
const FRAME_BYTES = 512;

/** What this page shows of its writer: merged field by field, and sent no more often than others can see. */
export class OwnPresenceSender {
  #awareness: Awareness;
  #alarm: Alarm;
  #own: OwnPresence = {};
  #pending = false;

  constructor(awareness: Awareness, clock: Clock) {
    this.#awareness = awareness;
    this.#alarm = new Alarm(clock);
    awareness.setLocalState({});
  }

  /** Fields named in the patch replace those shown; null takes one away. What breaks the format is not shown. */
  present(patch: OwnPresence): void {
    const own = parseOwnPresence({ ...this.#own, ...patch });
    if (!own) return;
    this.#own = withoutNulls(own);
    if (this.#alarm.isSet) this.#pending = true;
    else this.#send();
  }

  /** Shows the same again, as news. Servers and pages that dropped us believe only what is newer. */
  repeat(): void {
    this.#awareness.setLocalState(fitting(this.#own));
  }

  stop(): void {
    this.#alarm.cancel();
  }

  #send(): void {
    this.#pending = false;
    this.#awareness.setLocalState(fitting(this.#own));
    this.#alarm.set(PRESENCE_MS, () => this.#pending && this.#send());
  }
}

function withoutNulls(own: OwnPresence): OwnPresence {
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== null && value !== undefined));
}

/** Drops the bulkiest fields first when a presence would be refused for its size. */
function fitting(own: OwnPresence): OwnPresence {
  if (fits(own)) return own;
  const { gesture: _gesture, ...still } = own;
  if (fits(still)) return still;
  const { selection: _selection, ...rest } = still;
  return fits(rest) ? rest : {};
}

function fits(own: OwnPresence): boolean {
  return new TextEncoder().encode(JSON.stringify(own)).length <= MAX_PRESENCE_BYTES - FRAME_BYTES;
}
