import { m } from '$lib/messages/messages.js';
import type { CanvasState } from '../canvas.svelte';
import { neighbour } from '../input/chosenCommands';
import type { BoardCommand } from './command';

/** Taking things off the board works on an archived one too: it asks nothing of the board but the right to. */
export const takeOffCommands: readonly BoardCommand[] = [
  {
    ...{ id: 'take-off', group: 'edit', words: m.takenOff_command, keys: ['mod+shift+backspace'] },
    ...{ ofChosen: true, risky: true },
    can: ({ takingOff, chosen }) => (takingOff?.may ?? false) && chosen.length > 0,
    run: askToTakeOff,
  },
];

function askToTakeOff(canvas: CanvasState): void {
  const ids = [...canvas.chosen];
  const next = neighbour(canvas, new Set(ids));
  const stay = canvas.focused;
  canvas.takingOff?.ask(ids, (how) => {
    const goal = how === 'off' ? next : stay;
    if (goal !== null && canvas.editor.model.item(goal)) canvas.focusInPlace(goal);
    else canvas.focusElement(null);
  });
}
