import { CARD_TYPES, COLOURS } from '$lib/domain/boards/schema';
import { m } from '$lib/messages/messages.js';
import { colourWord, typeWord } from '../cardTypes';
import { chooseAll, duplicateChosen, redo, removeChosen, undo } from '../input/chosenCommands';
import { lock, scaleBy } from '../arrange';
import type { CanvasState } from '../canvas.svelte';
import type { BoardCommand } from './command';
import { always, hasChosen, hasLoose, isOnly, mayWrite } from './command';

const isLocked = ({ editor, chosen }: CanvasState): boolean =>
  chosen.length > 0 && chosen.every((id) => editor.model.item(id)?.look.locked);

const hasCards = ({ editor, chosen }: CanvasState): boolean =>
  !editor.readOnly && chosen.some((id) => editor.model.item(id)?.kind === 'card');

const isLine = ({ editor, chosen: [id, ...others] }: CanvasState): boolean =>
  !editor.readOnly && others.length === 0 && id !== undefined && editor.model.connector(id) !== null;

export const editCommands: readonly BoardCommand[] = [
  {
    ...{ id: 'prompt', group: 'edit', words: m.board_chosen_prompt, ofChosen: true },
    can: isOnly('zone'),
    run: (canvas) => canvas.write({ item: canvas.chosen[0] ?? '', field: 'prompt' }),
  },
  {
    ...{ id: 'move-to', group: 'edit', words: m.commands_move_to, keys: ['m'], ofChosen: true },
    can: hasLoose(),
    run: (_, { openMoveMenu }) => openMoveMenu(),
  },
  {
    ...{ id: 'tag', group: 'edit', words: m.commands_tag, keys: ['g'], ofChosen: true },
    can: hasCards,
    run: (canvas) => canvas.openPanel('tags'),
  },
  {
    ...{ id: 'describe', group: 'edit', words: m.commands_describe, keys: ['d'], ofChosen: true },
    can: isOnly('shape', 'image', 'ink'),
    run: (canvas) => canvas.openPanel('describe'),
  },
  {
    ...{ id: 'edit-line', group: 'edit', words: m.board_line_edit, ofChosen: true },
    can: isLine,
    run: (canvas) => canvas.openPanel('line'),
  },
  {
    ...{ id: 'duplicate', group: 'edit', words: m.board_chosen_duplicate_item, keys: ['mod+d'], ofChosen: true },
    can: hasLoose(),
    run: duplicateChosen,
  },
  ...CARD_TYPES.map((type): BoardCommand => ({
    ...{ id: `type-${type}`, group: 'edit', words: () => m.commands_type({ type: typeWord(type) }) },
    can: hasCards,
    run: ({ editor, chosen }) => {
      editor.retype(chosen, type);
      editor.said = m.board_said_typed({ type: typeWord(type) });
    },
  })),
  ...COLOURS.map((colour): BoardCommand => ({
    ...{ id: `colour-${colour}`, group: 'edit', words: () => m.commands_colour({ colour: colourWord(colour) }) },
    can: hasChosen(),
    run: ({ editor, chosen }) => {
      editor.recolour(chosen, colour);
      editor.said = m.board_said_coloured({ colour: colourWord(colour) });
    },
  })),
  {
    ...{ id: 'fit-words', group: 'edit', words: m.board_chosen_fit_words, ofChosen: true },
    can: isOnly('card'),
    run: (canvas) => canvas.fitToWords(canvas.chosen),
  },
  {
    ...{ id: 'larger', group: 'edit', words: m.board_chosen_larger, ofChosen: true },
    can: (canvas) => isOnly('card', 'zone', 'text', 'shape', 'image')(canvas) && !isLocked(canvas),
    run: ({ editor, chosen: [id = ''] }) => scaleBy(editor, id, 1),
  },
  {
    ...{ id: 'smaller', group: 'edit', words: m.board_chosen_smaller, ofChosen: true },
    can: (canvas) => isOnly('card', 'zone', 'text', 'shape', 'image')(canvas) && !isLocked(canvas),
    run: ({ editor, chosen: [id = ''] }) => scaleBy(editor, id, -1),
  },
  {
    ...{ id: 'lock', group: 'edit', words: m.board_chosen_lock, ofChosen: true },
    can: (canvas) => hasChosen()(canvas) && !isLocked(canvas),
    run: ({ editor, chosen }) => lock(editor, chosen, true),
  },
  {
    ...{ id: 'unlock', group: 'edit', words: m.board_chosen_unlock, ofChosen: true },
    can: (canvas) => mayWrite(canvas) && isLocked(canvas),
    run: ({ editor, chosen }) => lock(editor, chosen, false),
  },
  {
    ...{ id: 'all', group: 'edit', words: m.commands_all, keys: ['mod+a'] },
    can: always,
    run: chooseAll,
  },
  {
    ...{ id: 'undo', group: 'edit', words: m.commands_undo, keys: ['mod+z'], anywhere: true },
    can: mayWrite,
    run: ({ editor }) => undo(editor),
  },
  {
    ...{ id: 'redo', group: 'edit', words: m.commands_redo, keys: ['mod+shift+z', 'mod+y'], anywhere: true },
    can: mayWrite,
    run: ({ editor }) => redo(editor),
  },
  {
    ...{ id: 'remove', group: 'edit', words: m.board_chosen_delete, keys: ['delete', 'backspace'] },
    ...{ ofChosen: true, risky: true },
    can: hasChosen(),
    run: removeChosen,
  },
];
