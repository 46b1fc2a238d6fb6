import { createContext, tick } from 'svelte';
import { READING_ZOOM, startOf } from '$lib/domain/boards/beginning';
import type { Box } from '$lib/domain/boards/geometry/box';
import { boxAround } from '$lib/domain/boards/geometry/box';
import { zoneAt } from '$lib/domain/boards/geometry/zoneAt';
import type { Guide } from '$lib/domain/boards/geometry/snap';
import type { Connector, Item, Point, TextAddress } from '$lib/domain/boards/schema';
import { m } from '$lib/messages/messages.js';
import type { BoardEditor } from './editor.svelte';
import { BoardSettings } from './input/settings.svelte';
import { discard, growTo } from './quietEdits';
import { MAX_GROWN_HEIGHT, neededHeight } from './render/cardHeight';
import type { Place } from './placing';
import { Placing } from './placing';
import { DrawnItems } from './render/drawnItems.svelte';
import { PassingBoxes } from './render/passingBoxes.svelte';
import { opening } from './viewport/camera';
import { MapRoom } from './viewport/mapRoom.svelte';
import type { Pictures } from './pictures/pictures.svelte';
import type { TakingOff } from './takingOff/takingOff.svelte';
import { Viewport } from './viewport/viewport.svelte';

/** Below this zoom, words cannot be read and cards are drawn as blocks. */
const BLOCKS_BELOW = 0.4;

/** The upper part of a zone, where its words are, in units. */
const ZONE_WORDS = 90;

/** What can be open over the board: each is about what is chosen, or about the whole of it. */
export type BoardPanel =
  'palette' | 'search' | 'filter' | 'shortcuts' | 'connect' | 'tags' | 'describe' | 'line' | 'react' | 'recent';

/** A question that must be answered before going on. */
export type Question =
  | { about: 'paste'; lines: readonly string[]; text: string; where: Place }
  | { about: 'remove'; ids: readonly string[]; writer: string };

/** The canvas as one person sees it: what is in view, focused and under the hand. The board itself is the editor's. */
export class CanvasState {
  readonly editor: BoardEditor;
  readonly viewport: Viewport;
  readonly drawn: DrawnItems;
  readonly passing = new PassingBoxes();
  readonly settings = new BoardSettings();
  readonly map: MapRoom;
  /** The item that has, or last had, the keyboard focus. */
  focused = $state<string | null>(null);
  /** The frame that is being drawn to choose what is in it, in board units. */
  brush = $state.raw<Box | null>(null);
  /** The zone that is being drawn. */
  draft = $state.raw<Box | null>(null);
  /** The line that is being drawn. */
  draftLine = $state.raw<Pick<Connector, 'from' | 'to'> | null>(null);
  /** The stroke of ink that is being drawn: x and y in turn, in board units. */
  draftInk = $state.raw<readonly number[] | null>(null);
  /** What the eraser has touched. */
  fading = $state.raw<ReadonlySet<string>>(new Set());
  /** Lines along which what is being dragged lines up. */
  guides = $state.raw<readonly Guide[]>([]);
  /** The zone that would take in what is being dragged. */
  dropZone = $state<string | null>(null);
  /** Whether the hand is in the middle of something, so that bars stay out of its way. */
  busy = $state(false);
  /** Whether the last thing done was done with the keyboard: the focus is then shown, whatever put it there. */
  byKeys = $state(false);
  question = $state.raw<Question | null>(null);
  /** Taking things off the board; null where nobody can. */
  takingOff: TakingOff | null = null;
  /** Putting pictures on the board; null where the page gives no place for files. */
  pictures: Pictures | null = null;
  /** Goes where the board is saved as a template; null for those who may not. */
  saveTemplate: (() => void) | null = null;
  /** Set by the page: puts the keyboard focus on an item, or on the board. */
  focusElement: (id: string | null) => void = () => undefined;
  /** Set by the page: opens all that can be done with what has the focus. */
  openMenu: () => void = () => undefined;
  /** Where the pointer is on the board, for keys that add something. */
  pointer: Point | null = null;
  /** A panel that is open over the board. */
  panel = $state<BoardPanel | null>(null);
  readonly placing: Placing;

  constructor(editor: BoardEditor, still: () => boolean) {
    this.editor = editor;
    this.viewport = new Viewport(still);
    this.viewport.onown = () => (editor.following = null);
    editor.onreturn = (ids) => this.#welcome(ids);
    this.drawn = new DrawnItems(editor.model);
    this.map = new MapRoom(this);
    this.placing = new Placing(this);
  }

  readonly blocks: boolean = $derived.by(() => this.viewport.camera.zoom < BLOCKS_BELOW);

  /** Reactive: the one item that takes part in the order of Tab. */
  get tabStop(): string | null {
    const { model } = this.editor;
    if (this.focused !== null && model.item(this.focused)) return this.focused;
    return model.zoneIds[0] ?? model.idsIn(null)[0] ?? null;
  }

  /** What a command is about: what is chosen, else what has the focus. */
  get chosen(): readonly string[] {
    const { selection, model } = this.editor;
    if (selection.size > 0) return selection.ids;
    return this.focused !== null && model.item(this.focused) ? [this.focused] : [];
  }

  boxOf(item: Item): Box {
    return this.passing.boxOf(item);
  }

  /** The box round some items as they are shown; null when none is there. */
  boxAround(ids: readonly string[]): Box | null {
    const items = ids.flatMap((id) => this.editor.model.item(id) ?? []);
    return boxAround(items.map((item) => this.boxOf(item)));
  }

  /** Where the board opens. */
  open(): void {
    const all = this.drawn.index.bounds();
    this.viewport.camera = opening(all, startOf(all, this.editor.model.zones), this.map.roomFor(all));
    this.map.giveWay(this.viewport.camera);
  }

  fitAll(): void {
    const all = this.drawn.index.bounds();
    if (all) this.map.giveWay(this.viewport.fit(all, this.map.roomFor(all).insets));
  }

  fitChosen(): void {
    const box = this.boxAround(this.chosen);
    if (box) this.map.giveWay(this.viewport.fit(box, this.viewport.insets));
  }

  openPanel(panel: BoardPanel): void {
    this.endWriting();
    this.panel = panel;
  }

  /** Closes what is open and goes back to where one was; once it is gone, for behind it nothing takes the focus. */
  closePanel(): void {
    this.panel = null;
    void tick().then(() => this.focusElement(this.focused));
  }

  /** Brings an item into view and gives it the keyboard focus. */
  focus(id: string): void {
    const item = this.editor.model.item(id);
    if (!item) return;
    this.viewport.reveal(this.boxOf(item));
    this.#hold(id);
  }

  /** Gives an item the keyboard focus; the board stays where it is as long as any of the item is in view. */
  focusInPlace(id: string): void {
    const item = this.editor.model.item(id);
    if (!item) return;
    if (!this.viewport.shows(this.boxOf(item))) this.viewport.reveal(this.boxOf(item));
    this.#hold(id);
  }

  /** Opens a thing for what one writes on it; a picture and a drawing hold no words. */
  openToWrite(id: string): void {
    const kind = this.editor.model.item(id)?.kind;
    if (kind && kind !== 'image' && kind !== 'ink') this.write({ item: id, field: 'text' });
    else if (this.editor.model.connector(id) && !this.editor.readOnly) this.openPanel('line');
  }

  /** Begins writing in a text, large enough to read it. */
  write(address: TextAddress): void {
    const item = this.editor.model.item(address.item);
    if (!item || this.editor.readOnly) return;
    if (item.look.locked) {
      this.editor.said = m.board_said_locked();
      return;
    }
    this.endWriting();
    this.focused = item.id;
    this.editor.edit(address);
    // A zone's title is drawn readable at any zoom; its prompt is not.
    if (item.kind === 'card') this.viewport.readable(this.boxOf(item), READING_ZOOM);
    else if (address.field === 'prompt') this.viewport.readable({ ...this.boxOf(item), h: ZONE_WORDS }, READING_ZOOM);
  }

  /** Ends writing and tidies: a new card left blank goes, a card that is too small for its words grows. */
  endWriting(): void {
    const address = this.editor.editing;
    if (!address) return;
    this.editor.edit(null);
    const item = this.editor.model.item(address.item);
    const isFresh = this.placing.forget(address.item);
    if (!item || item.kind === 'zone') return;
    const isBlank = this.editor.held.asWritten(item).text.trim() === '';
    // A text without words is nothing; a card or shape that is blank may be meant so, unless it was only just made.
    const goes = isBlank && (item.kind === 'text' || (item.kind === 'card' && isFresh));
    if (goes && this.editor.othersEditing([item.id]).length === 0) discard(this.editor, item.id);
    else this.fitToWords([item.id]);
  }

  /** Ends writing and leaves the focus on the item. */
  leaveWriting(): void {
    const id = this.editor.editing?.item;
    this.endWriting();
    if (id && this.editor.model.item(id)) this.focus(id);
    else this.focusElement(null);
  }

  /** Lets cards grow to their words, up to a height. */
  fitToWords(ids: readonly string[]): void {
    for (const id of ids) {
      const item = this.editor.model.item(id);
      if (item?.kind !== 'card') continue;
      this.growTo(id, neededHeight(item.text, item.size[0]));
    }
  }

  /** Makes a card as high as it must be, up to a height; never lower. */
  growTo(id: string, needed: number): void {
    const item = this.editor.model.item(id);
    const height = Math.min(MAX_GROWN_HEIGHT, needed);
    if (item?.kind === 'card' && height > item.size[1]) growTo(this.editor, id, [item.size[0], height]);
  }

  /** The zone under a point as it is shown. */
  zoneAt(point: Point): string | null {
    return zoneAt(this.editor.model.zones, point)?.id ?? null;
  }

  destroy(): void {
    this.endWriting();
    this.viewport.destroy();
    this.drawn.destroy();
  }

  /** Chooses what came back and goes to it; who is writing stays with their words. */
  #welcome(ids: readonly string[]): void {
    const [first] = ids;
    if (first === undefined || this.editor.editing) return;
    this.editor.selection.set(ids);
    this.focusInPlace(first);
  }

  #hold(id: string): void {
    this.focused = id;
    void tick().then(() => this.focusElement(id));
  }
}

export const [getCanvas, setCanvas] = createContext<CanvasState>();
