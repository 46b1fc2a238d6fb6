import { untrack } from 'svelte';
import type { Box } from '$lib/domain/boards/geometry/box';
import type { LiveBoard } from '../liveBoard';
import type { Gathering } from './gathering';
import { Reactions } from './reactions.svelte';
import { RecentChanges } from './recentChanges.svelte';

/** Somebody asks everyone to look at a part of the board. */
export interface Call {
  name: string;
  view: Box;
}

/** What people do on a board with each other, beside writing on it. */
export class Together {
  readonly recent = new RecentChanges();
  readonly reactions: Reactions;
  /** Bringing everyone to one's view; null where the page has no way to. */
  gathering: Gathering | null = null;
  /** What was asked last, until one has gone there or stays. */
  call = $state.raw<Call | null>(null);
  /** Goes to a part of the board at once; set by the view that is open. */
  go: (view: Box) => void = () => undefined;
  /** The part of the board that whoever sits here looks at; set by the view that is open. */
  sight: () => Box | null = () => null;

  #stop: () => void;

  constructor(live: LiveBoard, name: string) {
    this.reactions = new Reactions({ present: (patch) => live.present(patch), name });
    this.#stop = $effect.root(() => {
      $effect(() => {
        const { others } = live;
        untrack(() => this.reactions.look(others));
      });
    });
  }

  destroy(): void {
    this.#stop();
    this.reactions.destroy();
  }
}
