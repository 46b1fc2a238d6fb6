import { BoardDoc, type Origin } from '$lib/domain/boards/boardDoc';
import type { BoardChange } from '$lib/domain/boards/boardChange';
import { moveBeside } from '$lib/domain/boards/geometry/moveBeside';
import { planCardBelow } from '$lib/domain/boards/operations/planCardBelow';
import type { Placement } from '$lib/domain/boards/operations/planMoves';
import { planDrop, planMoveToZone } from '$lib/domain/boards/operations/planMoves';
import { planNewCards, type Where } from '$lib/domain/boards/operations/planNewCards';
import { planNewZone, planZoneStep } from '$lib/domain/boards/operations/planZones';
import type { CardType, Colour, Item, Point, Size, TextAddress } from '$lib/domain/boards/schema';
import type { Surroundings } from '$lib/domain/shared/surroundings';
import type { Participant } from '$lib/sync/liveDocument.svelte';
import { lostWith, type EditorToast, type LostCard } from './aftermath';
import type { EditorOptions } from './editorOptions';
import { BoardFilter } from './filter.svelte';
import { HeldBook } from './held/heldBook';
import type { LiveBoard } from './liveBoard';
import { BoardModel } from './model/boardModel.svelte';
import { watchHeld } from './held/watchHeld.svelte';
import { authorAmong, type Author } from './people';
import type { SenseMaking } from './senseMaking';
import { Selection } from './selection.svelte';
import { Together } from './together/together.svelte';
import { returnedBy, UndoState } from './undoState.svelte';
import { Writers } from './writers.svelte';

/**
 * Everything one can do to a board, for canvas and outline alike. It reads the reactive model, plans with the pure
 * rules of the domain and writes through `BoardDoc`; each command is one step of undo. Commands do nothing while
 * the board is read only.
 */
export class BoardEditor {
  readonly id: string;
  readonly board: BoardDoc;
  readonly model: BoardModel;
  readonly live: LiveBoard;
  readonly me: Author & { id: string };
  readonly origin: Origin;
  readonly surroundings: Surroundings;
  readonly undoState: UndoState;
  readonly selection: Selection;
  readonly writers: Writers;
  readonly together: Together;
  /** Every text as its writer has it, with the words that stay on this device. */
  readonly held: HeldBook;
  /** Which cards are shown; one's own choice, for canvas and outline alike. */
  readonly filter = new BoardFilter();
  /** The text being written in, or null. */
  editing = $state.raw<TextAddress | null>(null);
  toast = $state.raw<EditorToast | null>(null);
  lost = $state.raw<LostCard | null>(null);
  /** Said once, politely, to screen readers: results of one's own commands. */
  said = $state('');
  /** Groups, axes and words of others, once their code has come. */
  sense = $state.raw<SenseMaking | null>(null);
  /** Actor id of the person whose view is followed, or null. */
  following = $state<string | null>(null);
  /** Told what came back by taking a step back or doing it again. */
  onreturn: (ids: readonly string[]) => void = () => undefined;
  #authors: Pick<EditorOptions, 'people' | 'young'>;
  #stop: () => void;

  constructor({ id, live, me, people, young, surroundings, holding }: EditorOptions) {
    this.id = id;
    this.live = live;
    this.me = me;
    this.#authors = { people, young };
    this.surroundings = surroundings;
    this.origin = { by: me.id };
    this.board = new BoardDoc(live.doc);
    this.model = new BoardModel(this.board);
    this.undoState = new UndoState(this.board, this.origin, () => live.takenOff);
    this.selection = new Selection(() => live.present({ selection: this.selection.ids.slice(0, 50) }));
    this.writers = new Writers(() => live.others);
    this.together = new Together(live, me.name);
    this.held = new HeldBook({
      ...{ board: this.board, origin: this.origin, ...holding },
      mayWrite: () => !this.readOnly,
      madeByUndo: (origin) => this.undoState.made(origin),
    });
    const stops = [this.model.onChange((change, gone) => this.#letGo(change, gone)), watchHeld(this)];
    this.#stop = () => stops.forEach((stop) => stop());
  }

  /** Reactive: whether the writer may change anything now. */
  get readOnly(): boolean {
    return this.live.role !== 'edit' || this.live.status.is === 'ended' || this.live.notices.closed;
  }

  get others(): readonly Participant[] {
    return this.live.others;
  }

  /** Whether the filter lets an item through. */
  shows(item: Item): boolean {
    return this.filter.shows(item, item.kind === 'zone' ? null : this.authorOf(item.by));
  }

  /** Who wrote an item, for whom where `said` tells of somebody; null when anonymous or unknown. */
  authorOf(by: string | null, said?: unknown): Author | null {
    if (said && this.sense) return this.sense.saidBy(this.authorOf(by), said);
    return by === this.me.id ? this.me : authorAmong(by, { ...this.#authors, others: this.others });
  }

  /** Others whose caret is in one of these items. */
  othersEditing(ids: readonly string[]): Participant[] {
    return ids.flatMap((id) => this.writers.in(id));
  }

  /** Everything inside is one step of undo. */
  step(operation: () => void): void {
    this.undoState.endStep();
    operation();
    this.undoState.endStep();
  }

  /** Adds cards and chooses them. Returns their ids, in order. */
  addCards(texts: readonly string[], where: Where, type: CardType = 'idea'): string[] {
    if (this.readOnly || texts.length === 0) return [];
    const sifted = this.held.sift(texts);
    const cards = planNewCards(
      this.model.view,
      { texts: sifted.texts, type, by: this.me.id, where },
      this.surroundings,
    );
    this.step(() => this.board.addCards(cards, this.origin));
    const ids = cards.map((card) => card.id);
    sifted.admit(ids);
    this.selection.set(ids);
    return ids;
  }

  /** Adds an empty card that is read directly after another. Returns its id. */
  addCardBelow(target: string): string | null {
    const plan = planCardBelow(this.model.view, { target, by: this.me.id }, this.surroundings);
    if (this.readOnly || !plan) return null;
    this.step(() => {
      this.board.addCards([plan.card], this.origin);
      this.board.move(plan.moves, this.origin);
    });
    return plan.card.id;
  }

  addZone(title: string, at?: Point, size?: Size): string | null {
    if (this.readOnly) return null;
    const zone = planNewZone(this.model.view, { by: this.me.id, title, at, size }, this.surroundings);
    this.step(() => this.board.addZone(zone, this.origin));
    this.selection.set([zone.id]);
    return zone.id;
  }

  /** Moves items by a distance, as a drop does: zones take their items along, cards join the zone they land in. */
  moveBy(ids: readonly string[], by: Point): void {
    this.#place(planDrop(this.model.view, ids, by));
  }

  moveToZone(ids: readonly string[], zone: string | null): void {
    this.#place(planMoveToZone(this.model.view, ids, zone));
  }

  /** Puts a card directly before or after another in reading order. Both must lie in the same zone. */
  moveBeside(id: string, side: 'before' | 'after', target: string): void {
    const item = this.model.item(id);
    if (!item || this.readOnly) return;
    const moves = moveBeside(this.model.view.itemsIn(this.model.zoneOf(item)), { id, side, target });
    this.step(() => this.board.move(moves, this.origin));
  }

  /** Puts a zone one place earlier or later in the outline. */
  stepZone(id: string, step: -1 | 1): void {
    if (!this.readOnly) this.step(() => this.board.reorderZones(planZoneStep(this.model.view, id, step), this.origin));
  }

  resize(id: string, box: { at: Point; size: Size }): void {
    if (!this.readOnly) this.step(() => this.board.resize(id, box, this.origin));
  }

  /** Null takes the own colour away: a card then shows its zone's. */
  recolour(ids: readonly string[], colour: Colour | null): void {
    if (!this.readOnly) this.step(() => this.board.restyle(ids, { colour: colour ?? undefined }, this.origin));
  }

  retype(ids: readonly string[], type: CardType): void {
    if (this.readOnly) return;
    const cards = ids.filter((id) => this.model.item(id)?.kind === 'card');
    this.step(() => this.board.restyle(cards, { type }, this.origin));
  }

  /** Removes items, and what connects them; `words` is shown with a way back. Cards of a removed zone stay. */
  remove(ids: readonly string[], words: string): void {
    const there = ids.filter((id) => {
      const thing = this.model.item(id) ?? this.model.connector(id);
      return thing && !thing.look.locked;
    });
    if (this.readOnly || there.length === 0) return;
    const lines = there.flatMap((id) => this.model.connectorsAt(id));
    this.step(() => this.board.remove([...new Set([...there, ...lines])], this.origin));
    this.toast = { words, undo: true };
    this.said = words;
  }

  undo(): void {
    if (!this.readOnly) this.onreturn(returnedBy(this.model, () => this.undoState.undo()));
  }

  redo(): void {
    if (!this.readOnly) this.onreturn(returnedBy(this.model, () => this.undoState.redo()));
  }

  /** Begins or ends writing in a text; tells the others. Who writes no longer follows: nothing may move under the caret. */
  edit(address: TextAddress | null): void {
    if (address !== null && this.readOnly) return;
    this.undoState.endStep();
    this.editing = address;
    if (address) this.following = null;
    if (address) this.selection.set([address.item]);
    else this.live.present({ caret: null });
  }

  /** Tells the others where the caret is. Indexes in the writer's text, in UTF-16 units. */
  tellCaret(address: TextAddress, selection: { anchor: number; head: number } | null): void {
    if (selection === null) return this.live.present({ caret: null });
    const caretAt = (index: number) => this.board.caretAt(address, this.held.toShared(address, index));
    const [anchor, head] = [caretAt(selection.anchor), caretAt(selection.head)];
    if (anchor && head) this.live.present({ caret: { ...address, anchor, head } });
  }

  destroy(): void {
    this.held.destroy();
    this.#stop();
    for (const part of [this.writers, this.together, this.undoState, this.model]) part.destroy();
  }

  #place(placements: readonly Placement[]): void {
    if (this.readOnly || placements.length === 0) return;
    this.step(() => this.board.place(placements, this.origin));
  }

  /** Lets go of what is gone, and keeps the words of a card removed under the writer's hands. */
  #letGo(change: BoardChange, gone: ReadonlyMap<string, Item>): void {
    for (const [id, item] of gone) {
      this.selection.drop(id);
      const own = this.held.asWritten(item);
      const isWritten = this.editing?.item === id;
      if (isWritten) this.editing = null;
      if (!change.remote || this.live.takenOff.includes(id)) continue;
      if (own !== item || (isWritten && item.kind === 'card')) this.lost = lostWith(own);
    }
  }
}
