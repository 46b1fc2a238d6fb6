import type { Attachment } from 'svelte/attachments';
import type { Point } from '$lib/domain/boards/schema';
import { beMovedAlone } from './movedAlone.svelte';

/** The same as `--motion-cursor`: from one word of where a pointer is to the next. */
const GLIDE_MS = 90;
/** Closer than this, in units, is there. */
const THERE = 0.25;
/** When more than this move at once, half of them are moved in each frame: theirs is news thirty times a second. */
const MANY = 16;
/** How long something that stands still may be about to move on. */
const RESTS_AFTER_MS = 1_000;

interface Glider {
  element: HTMLElement;
  at: Point;
  to: Point;
  /** When it was last told to go on. */
  since: number;
  /** When it was last moved. */
  moved: number;
  rest: () => void;
}

/**
 * Moves many things evenly from one told place to the next, in one step of each frame. Style transitions would do
 * the same, but begin anew thirty times a second for each of fifty people, and beginning is what is slow; so is an
 * effect for each of them.
 */
export class Gliding {
  #elements = new Map<number, HTMLElement>();
  #gliders = new Map<number, Glider>();
  /** Where each was told to be. */
  #told = new Map<number, Point>();
  /** Where each stands. */
  #at = new Map<number, Point>();
  #frame = 0;
  #frames = 0;
  /** Whether movement is to be avoided. */
  #still: () => boolean;

  constructor(still: () => boolean) {
    this.#still = still;
  }

  /** The element that goes wherever `tell` says for this id; at once to the first place. */
  attach(id: number): Attachment<HTMLElement> {
    return (element) => {
      this.#elements.set(id, element);
      const to = this.#told.get(id);
      if (to) this.#put(id, to);
      return () => {
        this.#stop(id);
        for (const map of [this.#elements, this.#told, this.#at]) map.delete(id);
      };
    };
  }

  tell(id: number, to: Point): void {
    const last = this.#told.get(id);
    if (last?.[0] === to[0] && last[1] === to[1]) return;
    this.#told.set(id, to);
    const from = this.#at.get(id);
    if (from && !this.#still()) this.#send(id, from, to);
    else this.#put(id, to);
  }

  #send(id: number, at: Point, to: Point): void {
    const element = this.#elements.get(id);
    if (!element) return;
    const since = performance.now();
    const glider = this.#gliders.get(id);
    if (glider) Object.assign(glider, { to, since });
    else this.#gliders.set(id, { element, at, to, since, moved: since, rest: beMovedAlone(element, 'transform') });
    if (this.#frame === 0) this.#frame = requestAnimationFrame((now) => this.#step(now));
  }

  #step(now: number): void {
    this.#frames += 1;
    const turns = this.#gliders.size > MANY ? 2 : 1;
    let nth = 0;
    for (const [id, glider] of this.#gliders) {
      nth += 1;
      if ((nth + this.#frames) % turns === 0) this.#move(id, glider, now);
    }
    this.#frame = this.#gliders.size === 0 ? 0 : requestAnimationFrame((next) => this.#step(next));
  }

  #move(id: number, glider: Glider, now: number): void {
    const part = 1 - Math.exp((-3 * Math.max(0, now - glider.moved)) / GLIDE_MS);
    glider.moved = now;
    const [dx, dy] = [glider.to[0] - glider.at[0], glider.to[1] - glider.at[1]];
    if (dx === 0 && dy === 0) {
      if (now - glider.since > RESTS_AFTER_MS) this.#stop(id);
      return;
    }
    const isThere = Math.hypot(dx, dy) < THERE;
    glider.at = isThere ? glider.to : [glider.at[0] + dx * part, glider.at[1] + dy * part];
    this.#put(id, glider.at);
  }

  #put(id: number, at: Point): void {
    const element = this.#elements.get(id);
    if (!element) return;
    this.#at.set(id, at);
    element.style.transform = `translate(${at[0]}px, ${at[1]}px)`;
  }

  #stop(id: number): void {
    this.#gliders.get(id)?.rest();
    this.#gliders.delete(id);
  }
}
