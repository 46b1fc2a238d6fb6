import type { Shape } from '$lib/domain/boards/schema';
import { m } from '$lib/messages/messages.js';
import { pickPictures } from '../pictures/onCanvas';
import type { ToolId } from '../tools/toolState';
import type { BoardCommand } from './command';
import { isOnly, mayWrite } from './command';

const SHAPES: readonly (readonly [Shape, () => string])[] = [
  ['rectangle', m.commands_shape_rectangle],
  ['rounded', m.commands_shape_rounded],
  ['ellipse', m.commands_shape_ellipse],
  ['diamond', m.commands_shape_diamond],
  ['triangle', m.commands_shape_triangle],
];

const TOOLS: readonly { id: ToolId; words: () => string; keys: readonly string[] }[] = [
  { id: 'zone', words: m.commands_tool_zone, keys: ['z'] },
  { id: 'connector', words: m.commands_tool_connector, keys: ['l'] },
  { id: 'pen', words: m.commands_tool_pen, keys: ['p'] },
  { id: 'eraser', words: m.commands_tool_eraser, keys: ['e'] },
];

export const addCommands: readonly BoardCommand[] = [
  {
    ...{ id: 'add-card', group: 'add', words: m.commands_add_card, keys: ['n'], anywhere: true },
    can: mayWrite,
    run: (canvas) => canvas.placing.cardHere(),
  },
  {
    ...{ id: 'add-text', group: 'add', words: m.commands_add_text, keys: ['t'], anywhere: true },
    can: mayWrite,
    run: (canvas) => canvas.placing.textHere(),
  },
  ...SHAPES.map(([shape, words], index): BoardCommand => ({
    ...{ id: `add-${shape}`, group: 'add', words, anywhere: true, ...(index === 0 ? { keys: ['r'] } : {}) },
    can: mayWrite,
    run: (canvas) => canvas.placing.shapeHere(shape),
  })),
  {
    ...{ id: 'add-picture', group: 'add', words: m.commands_add_picture, keys: ['i'], anywhere: true },
    can: (canvas) => mayWrite(canvas) && canvas.pictures !== null,
    run: pickPictures,
  },
  ...TOOLS.map(({ id, words, keys }): BoardCommand => ({
    ...{ id: `tool-${id}`, group: 'add', words, keys, anywhere: true },
    can: mayWrite,
    run: (_, { toolbox }) => toolbox.pick(id),
  })),
  {
    ...{ id: 'connect', group: 'add', words: m.commands_connect, keys: ['c'], ofChosen: true },
    can: isOnly('card', 'zone', 'text', 'shape', 'image', 'ink'),
    run: (canvas) => canvas.openPanel('connect'),
  },
];
