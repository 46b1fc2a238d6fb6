import type { Surroundings } from '$lib/domain/shared/surroundings';
import type { HeldStore } from '$lib/sync/heldStore';
import type { HeldBookOptions } from './held/heldBook';
import type { LiveBoard } from './liveBoard';
import type { Author } from './people';

/** What a board's editor is made from. */
export interface EditorOptions {
  /** Id of the board. */
  id: string;
  live: LiveBoard;
  me: Author & { id: string };
  /** Authors by actor id, as the page was loaded. Those who came later are known by their presence. */
  people: Readonly<Record<string, Author>>;
  /** Young people come to this board: everyone else is called an adult beside what they write. */
  young?: boolean;
  surroundings: Surroundings;
  /** Where words are kept that nobody else may have yet, and what the partnership does about identifiers. */
  holding: { store: HeldStore; rules: HeldBookOptions['rules'] };
}
