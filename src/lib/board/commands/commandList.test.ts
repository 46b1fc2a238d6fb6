import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aloneBoard } from '../../../../tests/support/aloneBoard';
import { newConnector, newShape } from '../../../../tests/support/boards';
import { Pictures } from '../pictures/pictures.svelte';
import { Gathering } from '../together/gathering';
import { TakingOff } from '../takingOff/takingOff.svelte';
import type { Box } from '$lib/domain/boards/geometry/box';
import { CARD_TYPES, COLOURS } from '$lib/domain/boards/schema';
import { boardCommands, commandFor, commandOf } from './commandList';
import type { KeyPress } from './keyPattern';
import { isSingle } from './keyPattern';

/** What the browser was asked to do: to put something on the clipboard, to let one choose files. */
const copied: string[] = [];
beforeEach(() => {
  vi.stubGlobal('location', new URL('https://throughline.example/boards/b1'));
  vi.stubGlobal('navigator', { clipboard: { writeText: async (words: string) => void copied.push(words) } });
});
afterEach(() => {
  copied.length = 0;
  vi.unstubAllGlobals();
});

const open = (more = {}) => {
  const board = aloneBoard(
    {
      zones: [
        { id: 'needs', at: [0, 0], title: 'Needs' },
        { id: 'offers', at: [612, 0], title: 'Offers' },
      ],
      cards: [
        { id: 'a', at: [18, 98], zone: 'needs' },
        { id: 'b', at: [194, 130], zone: 'needs' },
        { id: 'c', at: [380, 98], zone: 'needs' },
      ],
      drawings: [newShape({ id: 's', at: [700, 200], zone: 'offers' })],
      connectors: [newConnector('a', 'b')],
    },
    more,
  );
  const asked: string[] = [];
  const hands = {
    toolbox: board.toolbox,
    openMoveMenu: () => void asked.push('zones'),
    openMenu: () => void asked.push('menu'),
    later: [],
  };
  return { ...board, hands, asked };
};
type Opened = ReturnType<typeof open>;

const at = ({ editor }: Opened, id: string) => editor.model.item(id)?.at;
const kinds = ({ editor }: Opened) => [...editor.model.ids].map((id) => editor.model.item(id)?.kind);

/** Words are measured in a page: a story in the browser shows it. */
const stories = (name: string) => readFileSync(new URL(`../../../../tests/e2e/${name}`, import.meta.url), 'utf8');

interface Doing {
  chosen?: readonly string[];
  /** What is true after it was done. */
  then: (board: Opened, before: Opened) => void;
  /** What is done first. */
  first?: (board: Opened) => void;
}
const focus = (id: string) => (board: Opened) => void (board.canvas.focused = id);
const goesTo = (to: string, from: string): Doing => ({
  first: focus(from),
  then: ({ canvas }) => expect(canvas.focused).toBe(to),
});
const opensPanel = (panel: string, chosen: readonly string[] = []): Doing => ({
  chosen,
  then: ({ canvas }) => expect(canvas.panel).toBe(panel),
});
const takes = (tool: string): Doing => ({ then: ({ toolbox }) => expect(toolbox.tool).toBe(tool) });
const adds = (kind: string): Doing => ({
  then: (board) =>
    expect(kinds(board).filter((one) => one === kind)).toHaveLength(kind === 'card' ? 4 : kind === 'shape' ? 2 : 1),
});
/** Pictures are drawn by a browser: a story there shows it, by this name. */
const savesIn = (story: string, name: string): Doing => ({ then: () => expect(stories(story)).toContain(name) });
const movesTo = (x: number, y: number): Doing => ({
  chosen: ['a'],
  then: (board) => expect(at(board, 'a')).toEqual([x, y]),
});
const lineUp = (id: string, place: readonly number[]): Doing => ({
  chosen: ['a', 'b', 'c'],
  then: (board) => expect(at(board, id)).toEqual(place),
});

/** For someone who may take things off, with nobody to send it to. */
function takingOff(): TakingOff {
  return new TakingOff(() => ({ me: 'ana', reviewers: [], send: () => Promise.reject(new Error('not sent')) }));
}

/** Pictures that go nowhere, and a browser that is asked for files. */
function choosingFiles(editor: Opened['editor']): Pictures {
  const input = { addEventListener: () => undefined, click: () => void copied.push('files were asked for') };
  vi.stubGlobal('document', { createElement: () => input });
  return new Pictures(editor, {
    title: () => 'Hub',
    addressOf: (file) => file,
    send: () => Promise.reject(new Error('not sent')),
  });
}

/** Every command does what its name says. A command that is not here fails below. */
const doings: Record<string, Doing> = {
  'walk-left': goesTo('a', 'b'),
  'walk-right': goesTo('b', 'a'),
  'walk-up': goesTo('needs', 'needs'),
  'walk-down': goesTo('a', 'needs'),
  'zone-before': goesTo('needs', 's'),
  'zone-after': goesTo('offers', 'a'),
  first: goesTo('a', 'c'),
  last: goesTo('b', 'a'),
  open: { chosen: ['a'], then: ({ editor }) => expect(editor.editing?.item).toBe('a') },
  leave: { chosen: ['a'], then: ({ editor }) => expect(editor.selection.size).toBe(0) },
  choose: { first: focus('b'), then: ({ editor }) => expect(editor.selection.ids).toEqual(['b']) },
  menu: { then: ({ asked }) => expect(asked).toEqual(['menu']) },
  'nudge-left': movesTo(10, 98),
  'nudge-right': movesTo(26, 98),
  'nudge-up': movesTo(18, 90),
  'nudge-down': movesTo(18, 106),
  'add-card': adds('card'),
  'add-text': adds('text'),
  ...Object.fromEntries(
    ['rectangle', 'rounded', 'ellipse', 'diamond', 'triangle'].map((one) => [`add-${one}`, adds('shape')]),
  ),
  'add-picture': {
    first: ({ canvas, editor }) => (canvas.pictures = choosingFiles(editor)),
    then: () => expect(copied).toEqual(['files were asked for']),
  },
  'tool-zone': takes('zone'),
  'tool-connector': takes('connector'),
  'tool-pen': takes('pen'),
  'tool-eraser': takes('eraser'),
  connect: opensPanel('connect', ['a']),
  prompt: {
    chosen: ['needs'],
    then: ({ editor }) => expect(editor.editing).toEqual({ item: 'needs', field: 'prompt' }),
  },
  'move-to': { chosen: ['a'], then: ({ asked }) => expect(asked).toEqual(['zones']) },
  tag: opensPanel('tags', ['a']),
  describe: opensPanel('describe', ['s']),
  'edit-line': opensPanel('line', ['line']),
  duplicate: {
    chosen: ['a', 'b'],
    then: (board) => {
      expect(kinds(board)).toHaveLength(8);
      expect(board.editor.model.connectorIds).toHaveLength(2);
    },
  },
  'fit-words': { chosen: ['a'], then: () => expect(stories('things.spec.ts')).toContain('Fit to its words') },
  ...Object.fromEntries(
    CARD_TYPES.map((type): [string, Doing] => [
      `type-${type}`,
      { chosen: ['a', 's'], then: ({ editor }) => expect(editor.model.item('a')?.look.type).toBe(type) },
    ]),
  ),
  ...Object.fromEntries(
    COLOURS.map((colour): [string, Doing] => [
      `colour-${colour}`,
      { chosen: ['s'], then: ({ editor }) => expect(editor.model.item('s')?.look.colour).toBe(colour) },
    ]),
  ),
  larger: { chosen: ['a'], then: ({ editor }) => expect(editor.model.item('a')?.size).toEqual([188, 136]) },
  smaller: { chosen: ['a'], then: ({ editor }) => expect(editor.model.item('a')?.size).toEqual([140, 88]) },
  lock: { chosen: ['a'], then: ({ editor }) => expect(editor.model.item('a')?.look.locked).toBe(true) },
  unlock: {
    chosen: ['a'],
    first: ({ editor }) => editor.board.restyle(['a'], { locked: true }, editor.origin),
    then: ({ editor }) => expect(editor.model.item('a')?.look.locked).toBeUndefined(),
  },
  all: { then: ({ editor }) => expect([...editor.selection.ids].sort()).toEqual(['a', 'b', 'c', 's']) },
  undo: {
    first: ({ editor }) => editor.moveBy(['a'], [5, 5]),
    then: (board) => expect(at(board, 'a')).toEqual([18, 98]),
  },
  redo: {
    first: ({ editor }) => {
      editor.moveBy(['a'], [5, 5]);
      editor.undo();
    },
    then: (board) => expect(at(board, 'a')).toEqual([23, 103]),
  },
  remove: {
    chosen: ['a'],
    then: ({ editor }) => {
      expect(editor.model.item('a')).toBeNull();
      expect(editor.model.connectorIds).toEqual([]);
    },
  },
  'take-off': {
    chosen: ['a'],
    first: ({ canvas }) => (canvas.takingOff = takingOff()),
    then: ({ canvas }) => expect(canvas.takingOff?.asked?.ids).toEqual(['a']),
  },
  'align-left': lineUp('b', [18, 130]),
  'align-centre': lineUp('a', [199, 98]),
  'align-right': lineUp('a', [380, 98]),
  'align-top': lineUp('b', [194, 98]),
  'align-middle': lineUp('b', [194, 114]),
  'align-bottom': lineUp('a', [18, 130]),
  'distribute-across': lineUp('b', [199, 130]),
  'distribute-down': lineUp('c', [380, 114]),
  tidy: {
    chosen: ['needs'],
    then: (board) =>
      expect([at(board, 'a'), at(board, 'c'), at(board, 'b')]).toEqual([
        [18, 98],
        [194, 98],
        [370, 98],
      ]),
  },
  'to-front': {
    chosen: ['a'],
    then: ({ editor }) => expect((editor.model.item('a')?.z ?? '') > (editor.model.item('c')?.z ?? '')).toBe(true),
  },
  'to-back': {
    chosen: ['c'],
    then: ({ editor }) => expect((editor.model.item('c')?.z ?? '') < (editor.model.item('needs')?.z ?? '')).toBe(true),
  },
  'zone-earlier': {
    chosen: ['offers'],
    then: ({ editor }) => expect(editor.model.zoneIds).toEqual(['offers', 'needs']),
  },
  'zone-later': { chosen: ['needs'], then: ({ editor }) => expect(editor.model.zoneIds).toEqual(['offers', 'needs']) },
  'choose-in-zone': { chosen: ['needs'], then: ({ editor }) => expect(editor.selection.ids).toEqual(['a', 'c', 'b']) },
  palette: opensPanel('palette'),
  search: opensPanel('search'),
  filter: opensPanel('filter'),
  'filter-clear': {
    first: ({ editor }) => void editor.filter.types.add('risk'),
    then: ({ editor }) => expect(editor.filter.isOn).toBe(false),
  },
  announce: {
    first: ({ canvas }) => (canvas.settings.announce.others = true),
    then: ({ canvas }) => expect(canvas.settings.announce.others).toBe(false),
  },
  shortcuts: opensPanel('shortcuts'),
  recent: opensPanel('recent'),
  react: opensPanel('react'),
  'bring-everyone': {
    first: ({ editor }) => {
      const call = async (view: Box) => copied.push(`everyone was called to ${view.w} by ${view.h}`) > 0;
      editor.together.gathering = new Gathering(() => call);
    },
    then: () => expect(copied).toEqual(['everyone was called to 1000 by 700']),
  },
  'copy-link': { chosen: ['a'], then: () => expect(copied).toEqual(['https://throughline.example/boards/b1#item-a']) },
  'save-template': {
    first: ({ canvas }) => (canvas.saveTemplate = () => void copied.push('a template is asked for')),
    then: () => expect(copied).toEqual(['a template is asked for']),
  },
  'zoom-in': { then: ({ canvas }) => expect(canvas.viewport.camera.zoom).toBeGreaterThan(1) },
  'zoom-out': { then: ({ canvas }) => expect(canvas.viewport.camera.zoom).toBeLessThan(1) },
  fit: { then: ({ canvas }) => expect(canvas.viewport.shows({ x: 0, y: 0, w: 1_184, h: 440 })).toBe(true) },
  'fit-chosen': {
    chosen: ['s'],
    then: ({ canvas }) => expect(canvas.viewport.shows({ x: 700, y: 200, w: 160, h: 112 })).toBe(true),
  },
  'actual-size': {
    first: ({ canvas }) => canvas.viewport.step(1),
    then: ({ canvas }) => expect(canvas.viewport.camera.zoom).toBe(1),
  },
  'picture-copy': { ...savesIn('board-picture.spec.ts', 'Copy as picture'), chosen: ['a'] },
  'picture-png': { ...savesIn('board-picture.spec.ts', 'Save as picture (PNG)'), chosen: ['a'] },
  'picture-svg': { ...savesIn('board-picture.spec.ts', 'Save as drawing (SVG)'), chosen: ['a'] },
  'board-picture-copy': savesIn('board-picture.spec.ts', 'Copy the board as picture'),
  'board-picture-png': savesIn('board-picture.spec.ts', 'Save the board as picture (PNG)'),
  'board-picture-svg': savesIn('board-picture.spec.ts', 'Save the board as drawing (SVG)'),
  'tool-select': { first: ({ toolbox }) => toolbox.pick('hand'), ...takes('select') },
  'tool-hand': takes('hand'),
};

describe('every command', () => {
  test('has a test, an id and a name of its own, and a key or a place in the palette', () => {
    const unique = (all: readonly string[]) => new Set(all).size === all.length;
    expect(boardCommands.map(({ id }) => id).filter((id) => !(id in doings))).toEqual([]);
    expect(unique(boardCommands.map(({ id }) => id))).toBe(true);
    expect(unique(boardCommands.map(({ words }) => words()))).toBe(true);
    expect(boardCommands.filter(({ words, keys, found }) => words() === '' || (found === 'keys' && !keys))).toEqual([]);
  });

  test('has keys that no other has', () => {
    const keys = boardCommands.flatMap((command) => command.keys ?? []);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test.each(boardCommands.map(({ id }) => id))('%s', (id) => {
    const board = open();
    const doing = doings[id];
    if (doing?.chosen) board.editor.selection.set(doing.chosen);
    doing?.first?.(board);
    const command = commandOf(id);
    expect(command.can(board.canvas)).toBe(true);
    command.run(board.canvas, board.hands);
    doing?.then(board, board);
  });

  test.each(boardCommands.map(({ id }) => id))('%s changes nothing on a board one may only read', (id) => {
    const board = open({ role: 'look' });
    const before = JSON.stringify([...board.editor.board.items(), ...board.editor.board.connectors()]);
    board.editor.selection.set(doings[id]?.chosen ?? ['a']);
    const command = commandOf(id);
    if (command.can(board.canvas)) command.run(board.canvas, board.hands);
    expect(JSON.stringify([...board.editor.board.items(), ...board.editor.board.connectors()])).toBe(before);
    expect(board.editor.editing).toBeNull();
  });
});

describe('keys', () => {
  const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
    ...{ key, code: '', shift: false, mod: false, alt: false },
    ...more,
  });
  const on = { singleKeys: true };

  test('those of the browser and of the operating system are left alone', () => {
    expect(commandFor(press('r', { mod: true }), on)).toBeNull();
    expect(commandFor(press('ArrowLeft', { alt: true }), on)).toBeNull();
    expect(commandFor(press('n', { mod: true, shift: true }), on)).toBeNull();
    expect(commandFor(press('Tab'), on)).toBeNull();
    expect(commandFor(press('F10'), on)).toBeNull();
  });

  test('single characters do nothing once they are turned off', () => {
    const patterns = boardCommands.flatMap(({ keys = [] }) => keys).filter((key) => isSingle(key) && key.length === 1);
    expect(patterns.length).toBeGreaterThan(10);
    expect(patterns.map((key) => commandFor(press(key), { singleKeys: false }))).toEqual(patterns.map(() => null));
    expect(commandFor(press('Delete'), { singleKeys: false })?.id).toBe('remove');
  });
});
