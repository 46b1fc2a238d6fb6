import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { BoardDoc } from './boardDoc.ts';
import { overlaps, boxOf } from './geometry/box.ts';
import type { ZonesAsked } from './groupZones.ts';
import { addGroupZones, placeGathered, renameGroupZones } from './groupZones.ts';

const NOW = '2026-11-30T09:00:00.000Z';
const GROUPS = Array.from({ length: 6 }, (_, nth) => ({ id: `g${nth}`, name: `Group ${nth + 1}` }));
const ASKED: Omit<ZonesAsked, 'of'> = {
  groups: GROUPS,
  idOf: (group, zone, nth) => `${group}-${zone}-${nth}`,
  by: 'ruth',
  now: NOW,
};

function boardWithZones(): { doc: Y.Doc; board: BoardDoc } {
  const doc = new Y.Doc();
  const board = new BoardDoc(doc);
  for (const [nth, title] of ['What helps', 'What hinders'].entries()) {
    const at = [nth * 700, 40] as const;
    const place = { id: `z${nth}`, by: null, made: NOW, at, size: [572, 440] as const, z: `a${nth}`, order: `a${nth}` };
    board.addZone({ ...place, title, prompt: 'Say why', colour: 'teal' }, { by: null });
  }
  return { doc, board };
}

test('each group has zones like the step’s, named after it, beside everything and over nothing', () => {
  const { doc, board } = boardWithZones();
  const made = addGroupZones(doc, { ...ASKED, of: ['z0', 'z1', 'gone'] });
  expect(made).toHaveLength(12);
  expect(made[0]).toEqual({ group: 'g0', zone: 'g0-z0-0', of: 'z0' });
  const zones = board.zones();
  expect(zones.find(({ id }) => id === 'g1-z1-0')).toMatchObject({ text: 'Group 2: What hinders', prompt: 'Say why' });
  for (const zone of zones)
    for (const other of zones) if (zone !== other) expect(overlaps(boxOf(zone), boxOf(other))).toBe(false);
});

test('[F60] zones that are there are not made again; one that was deleted is, under another id', () => {
  const { doc, board } = boardWithZones();
  const made = addGroupZones(doc, { ...ASKED, of: ['z0'] });
  expect(addGroupZones(doc, { ...ASKED, of: ['z0'] })).toEqual(made);
  expect(board.zones()).toHaveLength(8);
  board.remove(['g0-z0-0'], { by: 'ruth' });
  expect(addGroupZones(doc, { ...ASKED, of: ['z0'] })[0]?.zone).toBe('g0-z0-1');
});

test('a step without zones gives each group one with its name', () => {
  const { doc, board } = boardWithZones();
  addGroupZones(doc, { ...ASKED, groups: GROUPS.slice(0, 1), of: [] });
  expect(board.zones().at(-1)).toMatchObject({ text: 'Group 1' });
});

test('[F66] what is gathered says where it is from, and comes once, whatever became of it', () => {
  const { doc, board } = boardWithZones();
  const card = {
    text: 'A quiet room',
    by: 'ana',
    type: 'idea' as const,
    colour: null,
    zone: 'z0',
    cleared: [],
    tags: ['money'],
  };
  const cards = [
    { ...card, id: 'one' },
    { ...card, id: 'two' },
  ];
  const gather = () => placeGathered(doc, { cards, origin: 'Group 2', by: 'ruth', now: NOW });
  gather();
  expect(board.item('one')).toMatchObject({
    zone: 'z0',
    by: 'ana',
    tags: ['money'],
    look: { origin: 'Group 2', type: 'idea' },
  });
  board.remove(['two'], { by: 'ruth' });
  gather();
  expect([...board.items()].filter(({ kind }) => kind === 'card')).toHaveLength(1);
});

test('a group’s zones bear its new name, unless they were called otherwise', () => {
  const { doc, board } = boardWithZones();
  const made = addGroupZones(doc, { ...ASKED, groups: GROUPS.slice(0, 1), of: ['z0', 'z1'] });
  board.editText({ item: 'g0-z1-0', field: 'text' }, { at: 0, remove: 5, insert: 'Our' }, { by: 'ana' });
  const zones = [...made.map(({ zone }) => zone), 'gone'];
  renameGroupZones(doc, { zones, from: 'Group 1', to: 'Blue table', by: 'ruth' });
  expect(board.zones().map(({ text }) => text)).toEqual([
    'What helps',
    'What hinders',
    'Blue table: What helps',
    'Our 1: What hinders',
  ]);
});

test('what is no name is no origin', () => {
  const { doc, board } = boardWithZones();
  const card = { text: 'x', by: null, type: 'idea' as const, colour: null, zone: null, cleared: [], tags: [] };
  for (const [nth, origin] of ['943 476 5919', 'x'.repeat(41)].entries()) {
    placeGathered(doc, { cards: [{ ...card, id: `c${nth}` }], origin, by: 'ruth', now: NOW });
    expect(board.item(`c${nth}`)?.look.origin).toBeUndefined();
  }
});
