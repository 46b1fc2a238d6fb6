import type { Box } from '$lib/domain/boards/geometry/box';
import type { Point, Size } from '$lib/domain/boards/schema';
import type { Camera, Insets } from './camera';
import { between, boxOnScreen, fitted, panned, revealing, toBoard, viewOf, zoomedAt, zoomStep } from './camera';

/** The same as `--motion-calm`: long enough to see where one is going. */
const GLIDE_MS = 220;

/** Longer than the pause between two steps of a wheel. */
const RESTS_AFTER_MS = 180;

/**
 * What part of the board is on screen. Moving it oneself is told to `onown`, so that following someone else ends;
 * what the editor does on its own (revealing, following) is not.
 */
export class Viewport {
  #camera = $state.raw<Camera>({ x: 0, y: 0, zoom: 1 });
  /** Whether the board is on the move: it is then drawn as one picture, and sharply again once it rests. */
  moving = $state(false);
  /** Of the canvas on screen, in CSS px. */
  size = $state.raw<Size>([0, 0]);
  insets = $state.raw<Insets>({ top: 12, right: 24, bottom: 64, left: 72 });
  onown: () => void = () => undefined;
  /** Whether movement is to be avoided. */
  readonly still: () => boolean;
  #frame = 0;
  /** Where a movement is going. */
  #goal: Camera | null = null;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(still: () => boolean) {
    this.still = still;
  }

  get camera(): Camera {
    return this.#camera;
  }

  set camera(next: Camera) {
    this.#camera = next;
    this.moving = true;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => (this.moving = false), RESTS_AFTER_MS);
  }

  readonly view: Box = $derived(viewOf(this.camera, this.size));

  toBoard(point: Point): Point {
    return toBoard(this.camera, point);
  }

  onScreen(box: Box): Box {
    return boxOnScreen(this.camera, box);
  }

  /** Pushes the board by a distance on the screen. */
  pan(by: Point): void {
    this.#own();
    this.camera = panned(this.camera, by);
  }

  zoomAt(point: Point, zoom: number): void {
    this.#own();
    this.camera = zoomedAt(this.camera, point, zoom);
  }

  /** One round step in or out, about the middle of the screen. */
  step(direction: -1 | 1): void {
    this.zoomTo(zoomStep(this.camera.zoom, direction));
  }

  zoomTo(zoom: number): void {
    this.#own();
    this.glide(zoomedAt(this.camera, this.#middle(), zoom));
  }

  /** Shows all of a box in a part of the screen, not larger than at 100 %. Returns where it goes. */
  fit(box: Box, insets: Insets = this.insets): Camera {
    this.#own();
    const to = fitted(box, { size: this.size, insets });
    this.glide(to);
    return to;
  }

  /** Whether any of a box is in the free part of the screen. */
  shows(box: Box): boolean {
    const { x, y, w, h } = this.onScreen(box);
    const { top, right, bottom, left } = this.insets;
    return x < this.size[0] - right && x + w > left && y < this.size[1] - bottom && y + h > top;
  }

  /** Puts a board point in the middle of the screen. */
  centre([x, y]: Point): void {
    this.#own();
    const { zoom } = this.camera;
    const [sx, sy] = this.#middle();
    this.camera = { x: x - sx / zoom, y: y - sy / zoom, zoom };
  }

  /** Moves only if the box is not in view. */
  reveal(box: Box): void {
    const next = revealing(this.camera, box, { size: this.size, insets: this.insets });
    if (next !== this.camera) this.glide(next);
  }

  /** Has any of the box in the free part of the screen, at once: for what opens beside it. */
  showAtOnce(box: Box): void {
    if (this.#goal) this.camera = this.#goal;
    this.stop();
    if (!this.shows(box)) this.camera = revealing(this.camera, box, { size: this.size, insets: this.insets });
  }

  /** Zooms in on a box that is drawn smaller than this. */
  readable(box: Box, least: number): void {
    if (this.camera.zoom >= least) return this.reveal(box);
    const [x, y] = boxMiddle(this.onScreen(box));
    this.glide(revealing(zoomedAt(this.camera, [x, y], least), box, { size: this.size, insets: this.insets }));
  }

  /** Shows what another person sees. */
  showView(view: Box, milliseconds = GLIDE_MS): void {
    const insets = { top: 0, right: 0, bottom: 0, left: 0 };
    this.glide(fitted(view, { size: this.size, insets, most: 4 }), milliseconds);
  }

  /** Goes to a camera; at once under reduced motion. */
  glide(to: Camera, milliseconds = GLIDE_MS): void {
    this.stop();
    if (this.still() || typeof requestAnimationFrame === 'undefined') {
      this.camera = to;
      return;
    }
    this.#goal = to;
    const from = this.camera;
    let began: number | null = null;
    const draw = (now: number): void => {
      began ??= now;
      const part = Math.min(1, (now - began) / milliseconds);
      this.camera = between(from, to, 1 - (1 - part) ** 3);
      if (part < 1) this.#frame = requestAnimationFrame(draw);
      else this.stop();
    };
    this.#frame = requestAnimationFrame(draw);
  }

  destroy(): void {
    this.stop();
    clearTimeout(this.#resting);
  }

  /** Ends a movement where it is. */
  stop(): void {
    if (this.#frame !== 0) cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#goal = null;
  }

  #own(): void {
    this.stop();
    this.onown();
  }

  #middle(): Point {
    return [this.size[0] / 2, this.size[1] / 2];
  }
}

function boxMiddle({ x, y, w, h }: Box): Point {
  return [x + w / 2, y + h / 2];
}
