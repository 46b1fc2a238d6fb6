import type { CanvasState } from '../canvas.svelte';
import type { BoardCommand } from '../commands/command';
import { Sense } from './sense.svelte';
import { senseCommands } from './senseCommands';

/** Brings making sense to the canvas. Returns its commands. */
export function senseOnCanvas(canvas: CanvasState): readonly BoardCommand[] {
  const sense = new Sense(canvas.editor, {
    show: (id) => (id === null ? canvas.closePanel() : canvas.focus(id)),
    name: (group) => canvas.write({ item: group, field: 'text' }),
  });
  canvas.editor.sense = sense;
  // What is opened by keys and written in at once is fetched before anybody asks for it: no letter is lost, line or none.
  for (const soon of [import('../panels/CommandPalette.svelte'), import('../panels/SearchBar.svelte')])
    soon.catch(() => undefined);
  return senseCommands(sense);
}
