import { nanoid } from 'nanoid';
import { createContext } from 'svelte';
import { BoardEditor } from '$lib/board/editor.svelte';
import type { BoardPage } from '$lib/domain/boards/boardRecord';
import { instant } from '$lib/domain/shared/surroundings';
import type { Who } from '$lib/protocol/messages/presence';
import { LiveDocument } from '$lib/sync/liveDocument.svelte';
import { Transport } from '$lib/sync/transports/transport';
import { planGiveBack, type UnsentWords } from '$lib/sync/unsentWords';

/** What a room is opened for. */
export interface BoardToOpen {
  board: BoardPage;
  keepCopy: boolean;
  /** What the server calls the network this page is on. */
  network: string;
}

/** The open board of this page: its document, and the editor that canvas and outline share. */
export class BoardRoom {
  readonly live: LiveDocument;
  readonly editor: BoardEditor;
  /** Everyone else, each once, in order of joining. */
  readonly others: readonly Who[] = $derived.by(() => {
    const all = this.live.others.map(({ who }) => who).filter(({ id }) => id !== this.editor.me.id);
    const once = all.filter((who, index) => all.findIndex(({ id }) => id === who.id) === index);
    return once.sort((a, b) => a.colour - b.colour);
  });

  constructor({ board: { id, me, people }, keepCopy }: BoardToOpen, { open: openSocket }: Transport) {
    const room = { kind: 'board', id } as const;
    this.live = new LiveDocument({ room, me: me.id, keepCopy, socketUrl: socketUrl(), openSocket });
    const surroundings = { now: () => instant(Date.now()), newId: () => nanoid() };
    this.editor = new BoardEditor({ id, live: this.live, me, people, surroundings });
  }

  close(): void {
    this.editor.destroy();
    this.live.close();
  }
}

/** The room of a board page, from opening it to leaving; opened afresh when the server says so. */
export class RoomState {
  room = $state.raw<BoardRoom | null>(null);
  /** Own words of an ended room, offered again by value once the board is open again. */
  unsent = $state.raw<readonly UnsentWords[]>([]);
  #board: () => BoardToOpen;
  #transport: Transport | null = null;

  constructor(board: () => BoardToOpen) {
    this.#board = board;
  }

  open(): void {
    const board = this.#board();
    this.#transport ??= new Transport({ origin: location.origin, network: board.network });
    this.room = new BoardRoom(board, this.#transport);
  }

  /** After an end: the old copy goes, the server's board is opened, and unsent words are kept to give back. */
  async openAgain(): Promise<void> {
    const old = this.room;
    if (!old) return;
    if (old.live.status.is === 'ended') this.unsent = old.live.status.unsent;
    await old.live.discardCopy();
    old.close();
    this.open();
  }

  /** Adds the unsent words as new cards, where they were, unless the board shows them already. */
  giveBack(): void {
    const { room, unsent } = this;
    if (!room) return;
    const { editor } = room;
    for (const { text, zone } of planGiveBack(editor.board, unsent)) {
      editor.addCards([text], zone === null ? { point: [0, 0] } : { zone });
    }
    this.letGo();
  }

  letGo(): void {
    this.unsent = [];
  }

  close(): void {
    this.room?.close();
    this.room = null;
    this.#transport?.close();
    this.#transport = null;
  }
}

/** Pages of a board ask for its room; it is null until the browser has opened it. */
export const [getRoom, setRoom] = createContext<RoomState>();

function socketUrl(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`;
}
