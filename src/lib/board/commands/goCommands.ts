import type { Direction } from '$lib/domain/boards/geometry/walk';
import { m } from '$lib/messages/messages.js';
import { goToEdge, nudge, openChosen, stepZone, walk } from '../input/chosenCommands';
import type { Toolbox } from '../tools/toolbox.svelte';
import type { BoardCommand } from './command';
import { always, hasChosen } from './command';

const WAYS: readonly (readonly [Direction, () => string, () => string])[] = [
  ['left', m.commands_walk_left, m.commands_nudge_left],
  ['right', m.commands_walk_right, m.commands_nudge_right],
  ['up', m.commands_walk_up, m.commands_nudge_up],
  ['down', m.commands_walk_down, m.commands_nudge_down],
];

export const goCommands: readonly BoardCommand[] = [
  ...WAYS.map(([way, words]): BoardCommand => ({
    ...{ id: `walk-${way}`, group: 'go', words, keys: [`arrow${way}`], found: 'keys' },
    can: always,
    run: (canvas) => walk(canvas, way),
  })),
  {
    ...{ id: 'zone-before', group: 'go', words: m.commands_zone_before, keys: ['pageup'], found: 'keys' },
    can: always,
    run: (canvas) => stepZone(canvas, -1),
  },
  {
    ...{ id: 'zone-after', group: 'go', words: m.commands_zone_after, keys: ['pagedown'], found: 'keys' },
    can: always,
    run: (canvas) => stepZone(canvas, 1),
  },
  {
    ...{ id: 'first', group: 'go', words: m.commands_first, keys: ['home'], found: 'keys' },
    can: always,
    run: (canvas) => goToEdge(canvas, 'first'),
  },
  {
    ...{ id: 'last', group: 'go', words: m.commands_last, keys: ['end'], found: 'keys' },
    can: always,
    run: (canvas) => goToEdge(canvas, 'last'),
  },
  {
    ...{ id: 'open', group: 'go', words: m.commands_open, keys: ['enter', 'f2'], ofChosen: true },
    can: (canvas) => hasChosen()(canvas) && canvas.chosen.length === 1,
    run: openChosen,
  },
  {
    ...{ id: 'leave', group: 'go', words: m.commands_leave, keys: ['escape'], found: 'keys', anywhere: true },
    can: always,
    run: (_, { toolbox }) => leave(toolbox),
  },
  {
    ...{ id: 'choose', group: 'go', words: m.commands_choose, keys: ['space'], found: 'keys' },
    can: always,
    run: ({ editor, focused }) => {
      if (focused !== null && editor.model.item(focused)) editor.selection.toggle(focused);
    },
  },
  {
    ...{ id: 'menu', group: 'go', words: m.commands_menu, keys: ['shift+f10', 'contextmenu'], found: 'keys' },
    can: always,
    run: (_, { openMenu }) => openMenu(),
  },
  ...WAYS.map(([way, , words]): BoardCommand => ({
    ...{ id: `nudge-${way}`, group: 'go', words, keys: [`shift+arrow${way}`], found: 'keys' },
    can: hasChosen(),
    run: (canvas) => nudge(canvas, way),
  })),
];

/** Escape, from the inside out: the gesture, the tool, following, the choice. */
function leave(toolbox: Toolbox): void {
  const { editor } = toolbox.canvas;
  if (toolbox.cancel()) return;
  if (toolbox.tool !== 'select') toolbox.pick('select');
  else if (editor.following !== null) editor.following = null;
  else editor.selection.clear();
}
