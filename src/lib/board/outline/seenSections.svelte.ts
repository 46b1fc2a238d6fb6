import type { Attachment } from 'svelte/attachments';

/** How long a section that was gone to stays the current one, whatever scrolls past on the way. */
const PIN_MS = 600;

/** Which section of the outline the reader is in: the first that shows in the upper part of the view. */
export class SeenSections {
  #visible = $state.raw<ReadonlySet<string>>(new Set());
  #pinned = $state<string | null>(null);
  #order: () => readonly string[];
  #scroller: () => HTMLElement | null;
  #observer: IntersectionObserver | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(scroller: () => HTMLElement | null, order: () => readonly string[]) {
    this.#scroller = scroller;
    this.#order = order;
  }

  /** Reactive: the zone the reader is in; null when it is the cards without a zone. */
  get current(): string | null {
    if (this.#pinned !== null) return this.#pinned === '' ? null : this.#pinned;
    const order = this.#order();
    return order.find((id) => this.#visible.has(id)) ?? (this.#visible.has('') ? null : (order[0] ?? null));
  }

  /** The reader went to a section: it is the current one until they scroll on, even at the very foot of the page. */
  pin(zone: string | null): void {
    clearTimeout(this.#timer);
    this.#pinned = zone ?? '';
    this.#timer = setTimeout(() => {
      const unpin = () => (this.#pinned = null);
      this.#scroller()?.addEventListener('scroll', unpin, { once: true });
    }, PIN_MS);
  }

  /** Put on each section, which carries its zone's id as `data-item`. */
  readonly watch: Attachment<HTMLElement> = (section) => {
    const observer = (this.#observer ??= this.#observe());
    observer.observe(section);
    return () => {
      observer.unobserve(section);
      this.#set([[section.dataset['item'] ?? '', false]]);
    };
  };

  destroy(): void {
    clearTimeout(this.#timer);
    this.#observer?.disconnect();
  }

  #observe(): IntersectionObserver {
    const options = { root: this.#scroller(), rootMargin: '-80px 0px -65% 0px' };
    return new IntersectionObserver((entries) => {
      this.#set(entries.map((entry) => [(entry.target as HTMLElement).dataset['item'] ?? '', entry.isIntersecting]));
    }, options);
  }

  #set(changes: readonly (readonly [string, boolean])[]): void {
    const next = new Set(this.#visible);
    for (const [id, visible] of changes) {
      if (visible) next.add(id);
      else next.delete(id);
    }
    this.#visible = next;
  }
}
