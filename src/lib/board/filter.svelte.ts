import { SvelteSet } from 'svelte/reactivity';
import type { CardType, Item } from '$lib/domain/boards/schema';
import { CARD_TYPES } from '$lib/domain/boards/schema';
import type { Author } from './people';

/** What a card must have to be shown: one of each group in which anything is ticked. */
export class BoardFilter {
  readonly tags = new SvelteSet<string>();
  readonly types = new SvelteSet<CardType>();
  readonly organisations = new SvelteSet<string>();

  get isOn(): boolean {
    return this.tags.size + this.types.size + this.organisations.size > 0;
  }

  /** Zones always show; of the rest, what is no card has neither tags nor a type. */
  shows(item: Item, author: Author | null): boolean {
    if (item.kind === 'zone' || !this.isOn) return true;
    const tags = item.kind === 'card' ? item.tags : [];
    const type = item.kind === 'card' ? (item.look.type ?? 'idea') : null;
    if (this.tags.size > 0 && !tags.some((tag) => this.tags.has(tag.toLowerCase()))) return false;
    if (this.types.size > 0 && (type === null || !this.types.has(type))) return false;
    return this.organisations.size === 0 || (author !== null && this.organisations.has(author.organisation));
  }

  clear(): void {
    this.tags.clear();
    this.types.clear();
    this.organisations.clear();
  }
}

export interface FilterChoices {
  tags: readonly string[];
  types: readonly CardType[];
  organisations: readonly string[];
}

/** What there is to choose from on a board, in a settled order. */
export function choicesOn(items: Iterable<Item>, authorOf: (by: string | null) => Author | null): FilterChoices {
  const tags = new Map<string, string>();
  const types = new Set<CardType>();
  const organisations = new Set<string>();
  for (const item of items) {
    const author = item.kind === 'zone' ? null : authorOf(item.by);
    if (author) organisations.add(author.organisation);
    if (item.kind !== 'card') continue;
    types.add(item.look.type ?? 'idea');
    for (const tag of item.tags) if (!tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag);
  }
  return {
    tags: [...tags.values()].sort((a, b) => a.localeCompare(b, 'en-GB')),
    types: CARD_TYPES.filter((type) => types.has(type)),
    organisations: [...organisations].sort((a, b) => a.localeCompare(b, 'en-GB')),
  };
}
