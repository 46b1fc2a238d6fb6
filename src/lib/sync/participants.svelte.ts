import type { Awareness } from 'y-protocols/awareness';
import type { Presence, Who } from '$lib/protocol/messages/presence';
import { parsePresence } from '$lib/protocol/messages/presence';
import type { Clock } from './clock';

/** Someone else who has the document open; one for each of their connections. */
export interface Participant {
  clientId: number;
  who: Who;
  presence: Presence;
  /** When they last did anything others can see, by this page's clock. */
  movedAt: number;
}

interface AwarenessChange {
  added: number[];
  updated: number[];
  removed: number[];
}

/** Who else is here. A participant's object changes only when they do; the list only when somebody does. */
export class Participants {
  #awareness: Awareness;
  #clock: Clock;
  /** Not reactive: only the list is, so that a frame of many is one change. */
  #known = new Map<number, Participant>();
  #list = $state.raw<readonly Participant[]>([]);
  #listener = (change: AwarenessChange) => this.#changed(change);

  constructor(awareness: Awareness, clock: Clock) {
    this.#awareness = awareness;
    this.#clock = clock;
    awareness.on('change', this.#listener);
  }

  /** Reactive. In the order of their coming. */
  get list(): readonly Participant[] {
    return this.#list;
  }

  stop(): void {
    this.#awareness.off('change', this.#listener);
  }

  #changed({ added, updated, removed }: AwarenessChange): void {
    let news = false;
    for (const id of removed) news = this.#known.delete(id) || news;
    for (const id of [...added, ...updated]) news = this.#look(id) || news;
    if (news) this.#list = [...this.#known.values()];
  }

  /** Takes in what one connection shows. A stranger's nonsense counts as not being here. */
  #look(clientId: number): boolean {
    if (clientId === this.#awareness.clientID) return false;
    const presence = parsePresence(this.#awareness.getStates().get(clientId));
    if (!presence) return this.#known.delete(clientId);
    const before = this.#known.get(clientId)?.who;
    const who = before && isSame(before, presence.who) ? before : presence.who;
    this.#known.set(clientId, { clientId, who, presence, movedAt: this.#clock.now() });
    return true;
  }
}

/** A moving pointer comes with its owner each time: as long as that is the same, nothing else need change. */
function isSame(a: Who, b: Who): boolean {
  const fields: (keyof Who)[] = ['id', 'name', 'organisation', 'organisationKind', 'guest', 'operator', 'colour'];
  return fields.every((field) => a[field] === b[field]);
}
