import type { TemplateSummary } from '$lib/domain/boards/templates/template';

/** The template gallery: what is looked for, what is found, what is chosen. */
export class GalleryState {
  search = $state('');
  strand = $state('');
  /** Template id, or '' for an empty board. */
  chosen = $state('');
  #all: () => readonly TemplateSummary[];

  constructor(all: () => readonly TemplateSummary[], start: { search: string; strand: string; chosen: string }) {
    this.#all = all;
    this.search = start.search;
    this.strand = start.strand;
    this.chosen = start.chosen;
  }

  readonly found = $derived.by(() => this.#all().filter((template) => this.#matches(template)));
  readonly template = $derived.by(() => this.#all().find(({ id }) => id === this.chosen) ?? null);

  #matches(template: TemplateSummary): boolean {
    if (this.strand !== '' && template.strand !== this.strand) return false;
    const words = this.search.trim().toLocaleLowerCase('en-GB').split(/\s+/u);
    const name = template.name.toLocaleLowerCase('en-GB');
    return words.every((word) => name.includes(word));
  }
}
