import type { Edge } from '$lib/domain/boards/geometry/align';
import { m } from '$lib/messages/messages.js';
import { alignThem, arrangeable, distributeThem, stackThem, tidyThem, tidyZone } from '../arrange';
import type { BoardCommand } from './command';
import { hasChosen, isOnly, mayWrite } from './command';

const EDGES: readonly (readonly [Edge, () => string])[] = [
  ['left', m.commands_align_left],
  ['centre', m.commands_align_centre],
  ['right', m.commands_align_right],
  ['top', m.commands_align_top],
  ['middle', m.commands_align_middle],
  ['bottom', m.commands_align_bottom],
];

/** So many of what is chosen can be moved about. */
const movable =
  (least: number): BoardCommand['can'] =>
  ({ editor, chosen }) =>
    !editor.readOnly && arrangeable(editor, chosen).length >= least;

export const arrangeCommands: readonly BoardCommand[] = [
  ...EDGES.map(([edge, words]): BoardCommand => ({
    ...{ id: `align-${edge}`, group: 'arrange', words },
    can: movable(2),
    run: ({ editor, chosen }) => {
      alignThem(editor, chosen, edge);
      editor.said = m.commands_said_aligned();
    },
  })),
  {
    ...{ id: 'distribute-across', group: 'arrange', words: m.commands_distribute_across },
    can: movable(3),
    run: ({ editor, chosen }) => distributeThem(editor, chosen, 'x'),
  },
  {
    ...{ id: 'distribute-down', group: 'arrange', words: m.commands_distribute_down },
    can: movable(3),
    run: ({ editor, chosen }) => distributeThem(editor, chosen, 'y'),
  },
  {
    ...{ id: 'tidy', group: 'arrange', words: m.commands_tidy, keys: ['mod+shift+t'], ofChosen: true },
    can: (canvas) => movable(2)(canvas) || isOnly('zone')(canvas),
    run: ({ editor, chosen }) => {
      const zones = chosen.filter((id) => editor.model.item(id)?.kind === 'zone');
      for (const zone of zones) tidyZone(editor, zone);
      tidyThem(editor, chosen);
      editor.said = m.commands_said_tidied();
    },
  },
  {
    ...{ id: 'to-front', group: 'arrange', words: m.commands_to_front, keys: [']'], ofChosen: true },
    can: hasChosen(),
    run: ({ editor, chosen }) => stackThem(editor, chosen, 'front'),
  },
  {
    ...{ id: 'to-back', group: 'arrange', words: m.commands_to_back, keys: ['['], ofChosen: true },
    can: hasChosen(),
    run: ({ editor, chosen }) => stackThem(editor, chosen, 'back'),
  },
  {
    ...{ id: 'zone-earlier', group: 'arrange', words: m.board_chosen_zone_earlier, ofChosen: true },
    can: isOnly('zone'),
    run: ({ editor, chosen }) => editor.stepZone(chosen[0] ?? '', -1),
  },
  {
    ...{ id: 'zone-later', group: 'arrange', words: m.board_chosen_zone_later, ofChosen: true },
    can: isOnly('zone'),
    run: ({ editor, chosen }) => editor.stepZone(chosen[0] ?? '', 1),
  },
  {
    ...{ id: 'choose-in-zone', group: 'arrange', words: m.commands_choose_in_zone, ofChosen: true },
    can: (canvas) => mayWrite(canvas) && isOnly('zone')(canvas),
    run: ({ editor, chosen }) => editor.selection.set(editor.model.idsIn(chosen[0] ?? '')),
  },
];
