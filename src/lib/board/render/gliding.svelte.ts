import type { Attachment } from 'svelte/attachments';
import type { Point } from '$lib/domain/boards/schema';
import { beMovedAlone } from './movedAlone.svelte';

/** The same as `--motion-cursor`: from one word of where a pointer is to the next. */
const GLIDE_MS = 90;
/** Closer than this, in units, is there. */
const THERE = 0.25;
/** How long something that stands still may be about to move on. */
const RESTS_AFTER_MS = 1_000;

interface Glider {
  element: HTMLElement;
  at: Point;
  to: Point;
  /** When it was last told to go on. */
  since: number;
  rest: () => void;
}

/**
 * Moves many things evenly from one told place to the next, all in one step of each frame. Style transitions would do
 * the same, but begin anew thirty times a second for each of fifty people, and beginning is what is slow.
 */
export class Gliding {
  #gliders = new Map<HTMLElement, Glider>();
  /** Where each stands. */
  #from = new Map<HTMLElement, Point>();
  #frame = 0;
  #last = 0;
  /** Whether movement is to be avoided. */
  #still: () => boolean;

  constructor(still: () => boolean) {
    this.#still = still;
  }

  /** Takes an element along to wherever `place` says; at once to the first place. */
  attach(place: () => Point): Attachment<HTMLElement> {
    return (element) => {
      let isFirst = true;
      $effect(() => {
        const to = place();
        if (isFirst || this.#still()) this.#put(element, to);
        else this.#send(element, to);
        isFirst = false;
      });
      return () => {
        this.#stop(element);
        this.#from.delete(element);
      };
    };
  }

  #send(element: HTMLElement, to: Point): void {
    const since = performance.now();
    const glider = this.#gliders.get(element);
    if (glider) Object.assign(glider, { to, since });
    else
      this.#gliders.set(element, {
        element,
        at: this.#from.get(element) ?? to,
        to,
        since,
        rest: beMovedAlone(element, 'transform'),
      });
    if (this.#frame !== 0) return;
    this.#last = since;
    this.#frame = requestAnimationFrame((now) => this.#step(now));
  }

  #step(now: number): void {
    const part = 1 - Math.exp((-3 * Math.max(0, now - this.#last)) / GLIDE_MS);
    this.#last = now;
    for (const glider of this.#gliders.values()) {
      const [dx, dy] = [glider.to[0] - glider.at[0], glider.to[1] - glider.at[1]];
      if (dx === 0 && dy === 0) {
        if (now - glider.since > RESTS_AFTER_MS) this.#stop(glider.element);
        continue;
      }
      const isThere = Math.hypot(dx, dy) < THERE;
      glider.at = isThere ? glider.to : [glider.at[0] + dx * part, glider.at[1] + dy * part];
      this.#put(glider.element, glider.at);
    }
    this.#frame = this.#gliders.size === 0 ? 0 : requestAnimationFrame((next) => this.#step(next));
  }

  #put(element: HTMLElement, at: Point): void {
    this.#from.set(element, at);
    element.style.transform = `translate(${at[0]}px, ${at[1]}px)`;
  }

  #stop(element: HTMLElement): void {
    this.#gliders.get(element)?.rest();
    this.#gliders.delete(element);
  }
}
