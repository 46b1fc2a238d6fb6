import type { TemplateSummary } from '$lib/domain/boards/templates/template';

/** How long a meeting may take: the longest, in minutes, of each choice but the last. */
const LONGEST: Record<string, readonly [least: number, most: number]> = {
  hour: [1, 60],
  half: [61, 120],
  day: [121, Number.POSITIVE_INFINITY],
};

/** What the gallery begins with: what an address asks for. */
export interface GalleryStart {
  search: string;
  kind: string;
  time: string;
  chosen: string;
}

/** The template gallery: what is looked for, what is found, what is chosen. */
export class GalleryState {
  search = $state('');
  /** A strand, the partnership's own, or '' for all. */
  kind = $state('');
  /** 'hour', 'half', 'day', or '' for any. */
  time = $state('');
  /** Template id, or '' for an empty board. */
  chosen = $state('');
  #all: () => readonly TemplateSummary[];

  constructor(all: () => readonly TemplateSummary[], start: GalleryStart) {
    this.#all = all;
    this.search = start.search;
    this.kind = start.kind;
    this.time = start.time;
    this.chosen = start.chosen;
  }

  readonly found = $derived.by(() => this.#all().filter((template) => this.#matches(template)));
  readonly own = $derived.by(() => this.found.filter(({ own }) => own !== null));
  readonly ready = $derived.by(() => this.found.filter(({ own }) => own === null));
  readonly template = $derived.by(() => this.#all().find(({ id }) => id === this.chosen) ?? null);
  readonly isFiltered = $derived.by(() => this.search.trim() !== '' || this.kind !== '' || this.time !== '');

  clear(): void {
    this.search = '';
    this.kind = '';
    this.time = '';
  }

  #matches({ name, purpose, output, kind, minutes }: TemplateSummary): boolean {
    if (this.kind !== '' && kind !== this.kind) return false;
    const [least, most] = LONGEST[this.time] ?? [0, Number.POSITIVE_INFINITY];
    if (minutes < least || minutes > most) return false;
    const words = this.search.trim().toLocaleLowerCase('en-GB').split(/\s+/u);
    const there = `${name} ${purpose} ${output}`.toLocaleLowerCase('en-GB');
    return words.every((word) => there.includes(word));
  }
}
