import type { OutlineState } from '../outline/outlineState.svelte';
import { Sense } from './sense.svelte';

/** Brings making sense to the outline. */
export function senseInOutline(outline: OutlineState): void {
  outline.editor.sense = new Sense(outline.editor, {
    show: (id) => {
      if (id === null) return;
      outline.choose(false);
      void outline.focus(id, 'text');
    },
    name: (group) => void outline.focus(group, 'text'),
  });
}

/** Asks for the name of a group of these. */
export function askGroup({ editor }: OutlineState, ids: readonly string[]): void {
  (editor.sense as Sense | null)?.ask({ is: 'group', ids });
}
