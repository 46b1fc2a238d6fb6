import type { CanvasState } from '../canvas.svelte';
import type { Toolbox } from '../tools/toolbox.svelte';
import {
  chooseAll,
  duplicateChosen,
  goToEdge,
  nudge,
  openChosen,
  redo,
  removeChosen,
  stepZone,
  undo,
  walk,
} from './chosenCommands';
import type { Command } from './keys';

/** Does what a key asked for. `openMoveMenu` shows the list of zones for what is chosen, `openMenu` all there is. */
export function runCommand(command: Command, { toolbox, openMoveMenu, openMenu }: Hands): void {
  const { canvas } = toolbox;
  const { editor, viewport } = canvas;
  switch (command.do) {
    case 'walk':
      return walk(canvas, command.direction);
    case 'nudge':
      return nudge(canvas, command.direction);
    case 'zone':
      return stepZone(canvas, command.step);
    case 'edge':
      return goToEdge(canvas, command.end);
    case 'tool':
      return toolbox.pick(command.tool);
    case 'zoom':
      return viewport.step(command.step);
    case 'open':
      return openChosen(canvas);
    case 'leave':
      return leave(toolbox);
    case 'toggle':
      return toggle(canvas);
    case 'all':
      return chooseAll(canvas);
    case 'duplicate':
      return duplicateChosen(canvas);
    case 'remove':
      return removeChosen(canvas);
    case 'undo':
      return undo(editor);
    case 'redo':
      return redo(editor);
    case 'moveTo':
      return openMoveMenu();
    case 'menu':
      return openMenu();
    case 'addCard':
      return canvas.addCardHere();
    case 'fit':
      return canvas.fitAll();
    case 'actualSize':
      return viewport.zoomTo(1);
  }
}

export interface Hands {
  toolbox: Toolbox;
  openMoveMenu: () => void;
  openMenu: () => void;
}

/** Escape, from the inside out: the gesture, the tool, following, the choice. */
function leave(toolbox: Toolbox): void {
  const { editor } = toolbox.canvas;
  if (toolbox.cancel()) return;
  if (toolbox.tool !== 'select') toolbox.pick('select');
  else if (editor.following !== null) editor.following = null;
  else editor.selection.clear();
}

function toggle({ editor, focused }: CanvasState): void {
  if (focused !== null && editor.model.item(focused)) editor.selection.toggle(focused);
}
