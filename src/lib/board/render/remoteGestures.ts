import type { Box } from '$lib/domain/boards/geometry/box';
import { boxOf } from '$lib/domain/boards/geometry/box';
import { withGroups } from '$lib/domain/boards/groups';
import type { Presence } from '$lib/protocol/messages/presence';
import type { BoardModel } from '../model/boardModel.svelte';
import type { PassingBoxes } from './passingBoxes.svelte';

/** How long an item stays where a gesture left it when the edit of the drop has not come: it is on its way to disk. */
const AWAIT_DROP_MS = 1_500;

interface Watched {
  /** Where each item was when its gesture began. An item that is elsewhere now has been dropped. */
  began: Map<string, Box>;
  /** What has been dropped already, though the news of the gesture's end is still on its way. */
  dropped: Set<string>;
  /** Ends the wait after the gesture is over. */
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Others' hands: shows what they drag and resize as they do it, until the edit of the drop arrives. */
export class RemoteGestures {
  #model: BoardModel;
  #passing: PassingBoxes;
  #watched = new Map<number, Watched>();
  #stop: () => void;

  constructor(model: BoardModel, passing: PassingBoxes) {
    this.#model = model;
    this.#passing = passing;
    this.#stop = model.onChange(({ touched }) => {
      for (const watched of this.#watched.values()) {
        for (const id of touched) this.#settle(watched, id);
      }
    });
  }

  /** Takes in what the others are doing now. */
  look(others: readonly { clientId: number; presence: Presence }[]): void {
    const here = new Map(others.map(({ clientId, presence }) => [clientId, presence]));
    for (const [clientId, watched] of this.#watched) {
      if (!here.get(clientId)?.gesture) this.#end(clientId, watched);
    }
    for (const [clientId, presence] of here) {
      if (presence.gesture) this.#follow(clientId, presence);
    }
  }

  destroy(): void {
    this.#stop();
    for (const [clientId, watched] of this.#watched) this.#forget(clientId, watched);
  }

  #follow(clientId: number, { gesture, selection }: Presence): void {
    if (!gesture || gesture.kind === 'draw') return;
    const watched = this.#begun(clientId);
    const { dx = 0, dy = 0, size } = gesture;
    const ids = gesture.ids === 'selection' ? (selection ?? []) : gesture.ids;
    for (const id of carriedAlong(this.#model, ids)) {
      const item = this.#model.item(id);
      if (!item || watched.dropped.has(id)) continue;
      const from = watched.began.get(id) ?? boxOf(item);
      watched.began.set(id, from);
      const [w, h] = size ?? [from.w, from.h];
      this.#passing.setTheirs(id, { x: from.x + dx, y: from.y + dy, w, h });
    }
  }

  /** The gesture of this participant; a new one when the last is over. */
  #begun(clientId: number): Watched {
    const last = this.#watched.get(clientId);
    if (last && last.timer === undefined) return last;
    if (last) this.#forget(clientId, last);
    const watched: Watched = { began: new Map(), dropped: new Set(), timer: undefined };
    this.#watched.set(clientId, watched);
    return watched;
  }

  #end(clientId: number, watched: Watched): void {
    watched.timer ??= setTimeout(() => this.#forget(clientId, watched), AWAIT_DROP_MS);
  }

  /** An item that changed place has been dropped: from now on the document says where it is. */
  #settle(watched: Watched, id: string): void {
    const from = watched.began.get(id);
    if (!from) return;
    const item = this.#model.item(id);
    if (item && sameBox(boxOf(item), from)) return;
    watched.began.delete(id);
    watched.dropped.add(id);
    this.#passing.dropTheirs(id);
  }

  #forget(clientId: number, watched: Watched): void {
    clearTimeout(watched.timer);
    this.#watched.delete(clientId);
    for (const id of watched.began.keys()) this.#passing.dropTheirs(id);
  }
}

/** The items named, and what lies in the zones among them and in the groups there. */
export function carriedAlong(model: BoardModel, ids: readonly string[]): Set<string> {
  const all = withGroups(model.zones, ids);
  return new Set([...all].flatMap((id) => (model.item(id)?.kind === 'zone' ? [id, ...model.idsIn(id)] : [id])));
}

function sameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
}
