import { nanoid } from 'nanoid';
import { createContext } from 'svelte';
import type { EditorOptions } from '$lib/board/editorOptions';
import type { OpenSheet } from '$lib/board/privately/ownSheet.svelte';
import { BoardEditor } from '$lib/board/editor.svelte';
import { Pictures } from '$lib/board/pictures/pictures.svelte';
import type { TakeOffDesk } from '$lib/board/takingOff/takingOff.svelte';
import { withHeldWords } from '$lib/board/held/unsentHeld';
import { Gathering } from '$lib/board/together/gathering';
import { TakingOff } from '$lib/board/takingOff/takingOff.svelte';
import type { BoardPage } from '$lib/domain/boards/boardRecord';
import { instant } from '$lib/domain/shared/surroundings';
import type { Who } from '$lib/protocol/messages/presence';
import { roomName } from '$lib/protocol/rooms';
import { deviceStorage, HeldStore } from '$lib/sync/heldStore';
import { LiveDocument } from '$lib/sync/liveDocument.svelte';
import { Transport } from '$lib/sync/transports/transport';
import { callSender } from './callSender';
import { pictureDesk } from './pictureDesk';
import { planGiveBack, type UnsentWords } from '$lib/sync/unsentWords';

/** What a room is opened for. */
export interface BoardToOpen {
  board: BoardPage;
  keepCopy: boolean;
  /** What the server calls the network this page is on. */
  network: string;
  /** Null for those who may take nothing off the board. */
  takeOffDesk: TakeOffDesk | null;
}

/** The open board of this page: its document, and the editor that canvas and outline share. */
export class BoardRoom {
  readonly live: LiveDocument;
  readonly editor: BoardEditor;
  readonly takingOff: TakingOff;
  readonly pictures: Pictures;
  #last: readonly Who[] = [];
  /** Everyone else, each once, in order of joining. */
  readonly others: readonly Who[] = $derived.by(() => {
    const all = this.live.others.map(({ who }) => who).filter(({ id }) => id !== this.editor.me.id);
    const once = all.filter((who, index) => all.findIndex(({ id }) => id === who.id) === index);
    const next = once.sort((a, b) => a.colour - b.colour);
    // The same list as long as the same people are here: they move their pointers all the time.
    if (next.length !== this.#last.length || next.some((who, at) => who !== this.#last[at])) this.#last = next;
    return this.#last;
  });

  constructor(toOpen: () => BoardToOpen, { open: openSocket }: Transport, store: HeldStore) {
    const { board, keepCopy } = toOpen();
    const { id, me } = board;
    const room = { kind: 'board', id } as const;
    this.live = new LiveDocument({ room, me: me.id, keepCopy, socketUrl: socketUrl(), openSocket });
    this.editor = new BoardEditor(editorOf(toOpen, this.live, store));
    this.editor.together.gathering = new Gathering(() =>
      toOpen().board.allowed['session.run'] ? callSender(() => toOpen().board) : null,
    );
    this.takingOff = new TakingOff(() => toOpen().takeOffDesk);
    this.pictures = new Pictures(
      this.editor,
      pictureDesk(() => toOpen().board),
    );
  }

  /** The words of one's own that did not reach the server when the room ended, held ones among them. */
  get unsent(): readonly UnsentWords[] {
    const { status } = this.live;
    return status.is === 'ended' ? withHeldWords(status.unsent, this.editor) : [];
  }

  close(): void {
    this.pictures.close();
    this.editor.destroy();
    this.live.close();
  }
}

/** The room of a board page, from opening it to leaving; opened afresh when the server says so. */
export class RoomState {
  room = $state.raw<BoardRoom | null>(null);
  #unsent = $state.raw<readonly UnsentWords[]>([]);
  #board: () => BoardToOpen;
  #transport: Transport | null = null;
  /** One for all rooms of the page: words held back outlive a room that ends. */
  #store: HeldStore | null = null;

  constructor(board: () => BoardToOpen) {
    this.#board = board;
  }

  /** Own words of an ended room, offered again by value once the board is open again; but not of what was taken off. */
  get unsent(): readonly UnsentWords[] {
    return this.#unsent.filter(({ item }) => !this.room?.live.takenOff.includes(item));
  }

  open(): void {
    this.#transport ??= new Transport({ origin: location.origin, network: this.#board().network });
    this.#store ??= heldStore(this.#board());
    this.room = new BoardRoom(this.#board, this.#transport, this.#store);
  }

  /** Opens one's own private cards of this board, over the same line. */
  openOwn(): OpenSheet {
    const { board, keepCopy } = this.#board();
    const { id, me } = board;
    const { open: openSocket } = (this.#transport ??= new Transport({ origin: location.origin, network: '' }));
    const room = { kind: 'mine', id } as const;
    const live = new LiveDocument({ room, me: me.id, keepCopy, socketUrl: socketUrl(), openSocket });
    const store = (this.#store ??= heldStore(this.#board()));
    return { live, editor: new BoardEditor({ ...editorOf(this.#board, live, store), people: {} }) };
  }

  /** After an end: the old copy goes, the server's board is opened, and unsent words are kept to give back. */
  async openAgain(): Promise<void> {
    const old = this.room;
    if (!old) return;
    if (old.live.status.is === 'ended') this.#unsent = old.live.status.unsent;
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

  /** Whoever may not open the board keeps nothing of it on this device. */
  forgetHeld(): void {
    this.#store?.close();
  }

  letGo(): void {
    this.#unsent = [];
  }

  close(): void {
    this.room?.close();
    this.room = null;
    this.#transport?.close();
    this.#transport = null;
  }
}

/** What edits a document of a board as its page was opened. */
function editorOf(toOpen: () => BoardToOpen, live: LiveDocument, store: HeldStore): EditorOptions {
  const { id, me, people, young } = toOpen().board;
  const surroundings = { now: () => instant(Date.now()), newId: () => nanoid() };
  const rules = () => {
    const { identifiers, knownPostcodes } = live.notices.settings ?? toOpen().board;
    return { rule: identifiers, knownPostcodes };
  };
  return { id, live, me, people, young, surroundings, holding: { store, rules } };
}

/** On a shared computer they go with the page. */
function heldStore({ board, keepCopy }: BoardToOpen): HeldStore {
  const key = { room: roomName({ kind: 'board', id: board.id }), actor: board.me.id };
  return new HeldStore(key, { storage: keepCopy ? deviceStorage() : null, page: window, now: () => Date.now() });
}

/** Pages of a board ask for its room; it is null until the browser has opened it. */
export const [getRoom, setRoom] = createContext<RoomState>();

function socketUrl(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`;
}
