import type { LiveSession } from '$lib/domain/sessions/session';
import type { ProjectorPage, SessionRoom } from '$lib/domain/sessions/room';
import { LiveDocument } from '$lib/sync/liveDocument.svelte';
import { Transport } from '$lib/sync/transports/transport';

interface LineOptions {
  /** What the page was loaded with; the newest counts. */
  page: () => ProjectorPage;
  /** What the server calls the network this page is on. */
  network: string;
}

/** What the projector is told as the session goes on. Nobody sees that it listens, and it keeps nothing on the device. */
export class ProjectorLine {
  #page: () => ProjectorPage;
  #network: string;
  #document = $state.raw<LiveDocument | null>(null);
  #transport: Transport | null = null;

  constructor({ page, network }: LineOptions) {
    this.#page = page;
    this.#network = network;
  }

  /** How the session goes on; null when it does not, or another does. */
  get live(): LiveSession | null {
    const told = this.#document?.notices.session;
    if (told === undefined) return this.#page().live;
    return told?.id === this.#page().id ? told : null;
  }

  get room(): SessionRoom {
    const told = this.#document?.notices.room?.room;
    return told?.session === this.#page().id ? told : this.#page().room;
  }

  /** By how much the server's clock is ahead of this one, in milliseconds, once the server said so; else null. */
  get ahead(): number | null {
    return this.#document?.notices.session === undefined ? null : this.#document.notices.ahead;
  }

  /** Nothing new comes: what is shown is as it was, and only the clock goes on. */
  get isLost(): boolean {
    const status = this.#document?.status;
    return status?.is === 'offline' || status?.is === 'ended' || (status?.is === 'readOnly' && status.offline);
  }

  /** The server lets nobody listen any more, or not to this document: who looks must be judged anew. */
  get isOver(): boolean {
    return this.#document?.status.is === 'ended';
  }

  /** Listens from now on. Browser only. */
  open(): void {
    const { boardId: id, me } = this.#page();
    const { protocol, host, origin } = location;
    this.#transport ??= new Transport({ origin, network: this.#network });
    const { open: openSocket } = this.#transport;
    this.#document = new LiveDocument({
      ...{ room: { kind: 'board', id }, me, keepCopy: false },
      socketUrl: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/sync`,
      openSocket,
    });
  }

  close(): void {
    this.#document?.close();
    this.#document = null;
    this.#transport?.close();
    this.#transport = null;
  }
}
