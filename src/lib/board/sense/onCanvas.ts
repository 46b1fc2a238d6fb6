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
  return senseCommands(sense);
}
