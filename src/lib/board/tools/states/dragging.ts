import type { Box } from '$lib/domain/boards/geometry/box';
import { boxAround, boxOf, centreOf, overlaps } from '$lib/domain/boards/geometry/box';
import { snap } from '$lib/domain/boards/geometry/snap';
import type { Point } from '$lib/domain/boards/schema';
import { m } from '$lib/messages/messages.js';
import { carriedAlong } from '../../render/remoteGestures';
import type { Pointer } from '../toolState';
import { ToolState } from '../toolState';

/** Things snap to each other when they are this close, on the screen. */
const SNAP_PX = 6;
/** With more in view than this nobody could tell what something lines up with. */
const MOST_TO_SNAP_TO = 80;

/** Chosen items follow the pointer. Others see it as presence; the document gets one edit, at the drop. */
export class Dragging extends ToolState {
  static readonly id = 'dragging';
  #start: Pointer | null = null;
  #before: readonly string[] = [];
  #ids: readonly string[] = [];
  #from = new Map<string, Box>();
  #by: Point = [0, 0];

  override enter(start: Pointer): void {
    const { editor } = this.canvas;
    this.#start = start;
    this.#before = editor.selection.ids;
    this.#by = [0, 0];
    const id = start.target.on === 'item' ? start.target.id : null;
    if (id !== null && !editor.selection.has(id)) editor.selection.set([id]);
    this.#ids = editor.selection.ids.filter((each) => !editor.model.item(each)?.look.locked);
    this.#from = new Map();
    for (const each of carriedAlong(editor.model, this.#ids)) {
      const item = editor.model.item(each);
      if (item && !item.look.locked) this.#from.set(each, boxOf(item));
    }
    this.canvas.busy = this.#ids.length > 0;
    if (this.#ids.length === 0) editor.said = m.board_said_locked();
  }

  override onPointerMove(pointer: Pointer): void {
    const { passing, editor } = this.canvas;
    if (!this.#start || this.#ids.length === 0) return;
    this.#by = this.#snapped(pointer);
    const [dx, dy] = this.#by;
    for (const [id, box] of this.#from) passing.setMine(id, { ...box, x: box.x + dx, y: box.y + dy });
    this.#look(pointer);
    const ids = this.#ids.length > 50 ? ('selection' as const) : [...this.#ids];
    editor.live.present({ gesture: { kind: 'move', ids, dx, dy } });
  }

  override onPointerUp(pointer: Pointer): void {
    const { editor } = this.canvas;
    this.onPointerMove(pointer);
    const [dx, dy] = this.#by;
    const isGrouped = editor.sense?.drop() ?? false;
    if (!isGrouped && (dx !== 0 || dy !== 0)) editor.moveBy(this.#ids, this.#by);
    const id = this.#start?.target.on === 'item' ? this.#start.target.id : null;
    this.#end();
    if (id !== null && !(isGrouped && editor.editing)) this.canvas.focus(id);
  }

  override onCancel(): void {
    const { editor } = this.canvas;
    editor.selection.set(this.#before);
    editor.sense?.letGo();
    this.#end();
  }

  /** How far things go: with the hand, and on to where they line up with others that are in view. */
  #snapped({ at, free }: Pointer): Point {
    const start = this.#start?.at ?? at;
    const [dx, dy] = [at[0] - start[0], at[1] - start[1]];
    const { viewport, drawn, editor } = this.canvas;
    const box = boxAround(this.#ids.flatMap((id) => this.#from.get(id) ?? []));
    this.canvas.guides = [];
    if (!box || free) return [Math.round(dx), Math.round(dy)];
    const others = drawn.cards.flatMap((id) => (this.#from.has(id) ? [] : (editor.model.item(id) ?? []))).map(boxOf);
    const near = others.filter((other) => overlaps(other, viewport.view)).slice(0, MOST_TO_SNAP_TO);
    const snapped = snap({ ...box, x: box.x + dx, y: box.y + dy }, near, SNAP_PX / viewport.camera.zoom);
    this.canvas.guides = snapped.guides;
    return [Math.round(dx + snapped.by[0]), Math.round(dy + snapped.by[1])];
  }

  /** Where what is in hand would land: in a zone, or in a group with the card below. Nothing is shown for zones. */
  #look({ free }: Pointer): void {
    const { canvas } = this;
    const { model, sense } = canvas.editor;
    const id = this.#start?.target.on === 'item' ? this.#start.target.id : null;
    const item = id === null ? null : model.item(id);
    const at = item && item.kind !== 'zone' ? centreOf(canvas.boxOf(item)) : null;
    if (at) sense?.over({ ids: this.#ids, at, among: canvas.drawn.cards, boxOf: (one) => canvas.boxOf(one), free });
    canvas.dropZone = at && !sense?.target ? canvas.zoneAt(at) : null;
  }

  #end(): void {
    this.canvas.passing.clearMine();
    this.canvas.guides = [];
    this.canvas.dropZone = null;
    this.canvas.busy = false;
    this.canvas.editor.live.present({ gesture: null });
    this.host.rest();
  }
}
