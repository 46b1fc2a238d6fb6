import type { Box } from '$lib/domain/boards/geometry/box';
import type { Size } from '$lib/domain/boards/schema';
import type { BoardSettings } from '../input/settings.svelte';
import type { DrawnItems } from '../render/drawnItems.svelte';
import { clearOf, toBoard } from './camera';
import type { Camera, Insets } from './camera';
import type { Viewport } from './viewport.svelte';

/** Of the map on screen, in CSS px. */
export const MAP_SIZE: Size = [175, 137];
/** What the box takes beside the map, in CSS px: its distance from the edge, and zoom buttons as wide as a finger. */
const ROUND = 80;
/** Between the zoom buttons, which the insets keep free, and the top of the map. */
const ABOVE = 8;

interface Surroundings {
  viewport: Viewport;
  drawn: DrawnItems;
  settings: BoardSettings;
}

/**
 * Whether the map is open. It is as one left it; until one has chosen, it stays closed where it would hide something
 * as the board opens or is shown whole. A map that one keeps open is given room then.
 */
export class MapRoom {
  #clear = $state(true);
  #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  get open(): boolean {
    return this.#around.settings.map ?? this.#clear;
  }

  set open(open: boolean) {
    this.#around.settings.map = open;
  }

  /** The screen and what of it is to stay free when all of the board is shown. */
  roomFor(all: Box | null): { size: Size; insets: Insets } {
    const { size, insets } = this.#around.viewport;
    const keeps = this.#around.settings.map === true && all !== null;
    return { size, insets: keeps ? clearOf(this.#corner, all, { size, insets }) : insets };
  }

  /** Closes or opens by itself, as the board is seen from here. */
  giveWay(camera: Camera): void {
    const { drawn, viewport } = this.#around;
    const [w, h] = this.#corner;
    const [x, y] = toBoard(camera, [viewport.size[0] - w, viewport.size[1] - h]);
    this.#clear = drawn.index.search({ x, y, w: w / camera.zoom, h: h / camera.zoom }).length === 0;
  }

  get #corner(): Size {
    return [MAP_SIZE[0] + ROUND, MAP_SIZE[1] + ABOVE + this.#around.viewport.insets.bottom];
  }
}
