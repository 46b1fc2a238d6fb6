import { m } from '$lib/messages/messages.js';
import type { CanvasState } from '../canvas.svelte';
import { copyText } from '../input/copyText';
import { linkTo } from '../itemLink';
import type { BoardCommand } from './command';
import { always } from './command';

export const viewCommands: readonly BoardCommand[] = [
  {
    ...{ id: 'palette', group: 'view', words: m.commands_palette, keys: ['mod+k'], found: 'keys', anywhere: true },
    can: always,
    run: (canvas) => canvas.openPanel('palette'),
  },
  {
    ...{ id: 'search', group: 'view', words: m.commands_search, keys: ['mod+f'], anywhere: true },
    can: always,
    run: (canvas) => canvas.openPanel('search'),
  },
  {
    ...{ id: 'filter', group: 'view', words: m.commands_filter, keys: ['f'], anywhere: true },
    can: always,
    run: (canvas) => canvas.openPanel('filter'),
  },
  {
    ...{ id: 'filter-clear', group: 'view', words: m.commands_filter_clear },
    can: ({ editor }) => editor.filter.isOn,
    run: ({ editor }) => {
      editor.filter.clear();
      editor.said = m.board_filter_off();
    },
  },
  {
    ...{ id: 'announce', group: 'view', words: m.commands_announce },
    can: always,
    run: ({ editor, settings: { announce } }) => {
      announce.others = !announce.others;
      editor.said = announce.others ? m.commands_said_announced() : m.commands_said_muted();
    },
  },
  {
    ...{ id: 'shortcuts', group: 'view', words: m.commands_shortcuts, keys: ['?'], anywhere: true },
    can: always,
    run: (canvas) => canvas.openPanel('shortcuts'),
  },
  {
    ...{ id: 'recent', group: 'view', words: m.together_recent, keys: ['u'], anywhere: true },
    can: always,
    run: (canvas) => canvas.openPanel('recent'),
  },
  {
    ...{ id: 'react', group: 'view', words: m.together_react, keys: ['y'], anywhere: true },
    can: ({ editor }) => editor.live.role !== 'look',
    run: (canvas) => canvas.openPanel('react'),
  },
  {
    ...{ id: 'bring-everyone', group: 'view', words: m.together_bring },
    can: ({ editor: { together } }) => together.gathering?.may ?? false,
    run: ({ editor, viewport }) => void editor.together.gathering?.bring(editor, viewport.view),
  },
  {
    ...{ id: 'copy-link', group: 'view', words: m.commands_copy_link, ofChosen: true },
    can: ({ chosen }) => chosen.length === 1,
    run: (canvas) => void copyLink(canvas),
  },
  {
    ...{ id: 'save-template', group: 'view', words: m.templates_save, anywhere: true },
    can: ({ saveTemplate }) => saveTemplate !== null,
    run: ({ saveTemplate }) => saveTemplate?.(),
  },
  {
    ...{ id: 'zoom-in', group: 'view', words: m.board_zoom_in, keys: ['+', '='], anywhere: true },
    can: always,
    run: ({ viewport }) => viewport.step(1),
  },
  {
    ...{ id: 'zoom-out', group: 'view', words: m.board_zoom_out, keys: ['-'], anywhere: true },
    can: always,
    run: ({ viewport }) => viewport.step(-1),
  },
  {
    ...{ id: 'fit', group: 'view', words: m.commands_fit, keys: ['shift+digit1'], anywhere: true },
    can: always,
    run: (canvas) => canvas.fitAll(),
  },
  {
    ...{ id: 'fit-chosen', group: 'view', words: m.commands_fit_chosen, keys: ['shift+digit2'], anywhere: true },
    can: ({ chosen }) => chosen.length > 0,
    run: (canvas) => canvas.fitChosen(),
  },
  {
    ...{ id: 'actual-size', group: 'view', words: m.commands_actual_size, keys: ['shift+digit0'], anywhere: true },
    can: always,
    run: ({ viewport }) => viewport.zoomTo(1),
  },
  {
    ...{ id: 'tool-select', group: 'view', words: m.commands_tool_select, keys: ['v'], anywhere: true },
    can: always,
    run: (_, { toolbox }) => toolbox.pick('select'),
  },
  {
    ...{ id: 'tool-hand', group: 'view', words: m.commands_tool_hand, keys: ['h'], anywhere: true },
    can: always,
    run: (_, { toolbox }) => toolbox.pick('hand'),
  },
];

async function copyLink({ editor, chosen: [id = ''] }: CanvasState): Promise<void> {
  const isCopied = await copyText(linkTo(location.href, id));
  editor.said = isCopied ? m.commands_said_link() : m.commands_said_no_link();
}
