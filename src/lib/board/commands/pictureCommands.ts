import { m } from '$lib/messages/messages.js';
import type { PictureWay } from '../sheets/takePicture';
import { takePicture } from '../sheets/takePicture';
import type { BoardCommand } from './command';
import { always } from './command';

const WAYS: readonly (readonly [PictureWay, of: () => string, ofBoard: () => string])[] = [
  ['copy', m.sheets_copy, m.sheets_copy_board],
  ['png', m.sheets_png, m.sheets_png_board],
  ['svg', m.sheets_svg, m.sheets_svg_board],
];

/** Pictures of what is chosen, and of the whole board. They change nothing, so who may only look may take them. */
export const pictureCommands: readonly BoardCommand[] = [
  ...WAYS.map(([way, words]): BoardCommand => ({
    ...{ id: `picture-${way}`, group: 'view', words, ofChosen: true },
    can: ({ chosen }) => chosen.length > 0,
    run: (canvas) => void takePicture(canvas, canvas.chosen, way),
  })),
  ...WAYS.map(([way, , words]): BoardCommand => ({
    ...{ id: `board-picture-${way}`, group: 'view', words, anywhere: true },
    can: always,
    run: (canvas) => void takePicture(canvas, 'board', way),
  })),
];
