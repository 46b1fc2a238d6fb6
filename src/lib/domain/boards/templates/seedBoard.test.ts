import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { BoardDoc } from '../boardDoc.ts';
import { pictureOf } from '../boardPicture.ts';
import { seedBoard } from './seedBoard.ts';
import type { Template } from './template.ts';
import { parseTemplates, templatePicture } from './template.ts';
import file from './templates.json' with { type: 'json' };

const templates = parseTemplates(file);
const NOW = '2026-11-24T09:00:00.000Z';

function seeded(template: Template | null, firstId = 0): { doc: Y.Doc; board: BoardDoc } {
  const doc = new Y.Doc();
  const board = new BoardDoc(doc);
  let next = firstId;
  seedBoard(board, template, { now: () => NOW, newId: () => `zone-${next++}` });
  return { doc, board };
}

test.each(templates)('[B13] $name is on the board as it was drawn, in reading order', (template) => {
  const { board } = seeded(template);
  const read = board.zones().map(({ text, prompt, at: [x, y], size: [w, h], look }) => {
    return { title: text, prompt, x, y, w, h, ...look };
  });
  expect(read).toEqual(template.zones.map(({ id: _, ...zone }) => zone));
  expect(board.count).toBe(template.zones.length);
});

test('zones belong to nobody, are dated, and lie in the stack as in the outline', () => {
  const { board } = seeded(templates[0] ?? null);
  const zones = board.zones();
  expect(zones.map(({ by, made }) => ({ by, made }))).toEqual(zones.map(() => ({ by: null, made: NOW })));
  expect(zones.map(({ z }) => z)).toEqual(zones.map(({ order }) => order));
});

test('[B13] two boards from one template share no id', () => {
  fc.assert(
    fc.property(fc.constantFrom(...templates), fc.nat(1_000_000), (template, start) => {
      const one = seeded(template, start).board.zones();
      const other = seeded(template, start + template.zones.length).board.zones();
      expect(new Set([...one, ...other].map(({ id }) => id)).size).toBe(2 * template.zones.length);
    }),
  );
});

test('a seeded board survives the wire unchanged', () => {
  const { doc, board } = seeded(templates[3] ?? null);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  expect(new BoardDoc(copy).zones()).toEqual(board.zones());
  expect(copy.getMap('meta').get('format')).toBe(1);
});

test('a blank board has its format and nothing else', () => {
  const { doc, board } = seeded(null);
  expect(board.count).toBe(0);
  expect(doc.getMap('meta').toJSON()).toEqual({ format: 1 });
});

test('the picture of a template is the picture of the board it makes', () => {
  for (const template of templates) expect(pictureOf(seeded(template).board)).toEqual(templatePicture(template));
});
