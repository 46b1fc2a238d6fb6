import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { BoardDoc } from './boardDoc.ts';
import { planNewCards } from './operations/planNewCards.ts';
import { planNewZone } from './operations/planZones.ts';
import { cardTextFault, plainAuthor, plainBoard } from './plainBoard.ts';
import { MAX_CARD_TEXT } from './schema.ts';

const ORIGIN = { by: 'ana' };
let next = 0;
const surroundings = { now: () => '2026-11-24T12:00:00.000Z', newId: () => `item-${next++}` };

function board(): BoardDoc {
  const made = new BoardDoc(new Y.Doc());
  made.initialise();
  return made;
}

function zone(on: BoardDoc, title: string): string {
  const made = planNewZone(on, { by: 'ana', title }, surroundings);
  on.addZone(made, ORIGIN);
  return made.id;
}

function card(on: BoardDoc, text: string, endOf: string | null): string {
  const cards = planNewCards(on, { texts: [text], type: 'idea', by: 'ana', where: { endOf } }, surroundings);
  on.addCards(cards, ORIGIN);
  return cards[0]?.id ?? '';
}

test('zones come in order, each with its cards as they are read; what lies in none comes last', () => {
  const made = board();
  const [wins, later] = [zone(made, 'Quick wins'), zone(made, 'Later')];
  for (const text of ['One', 'Two', 'Three']) card(made, text, wins);
  expect(plainBoard(made).map(({ id }) => id)).toEqual([wins, later]);
  card(made, 'Anywhere', null);
  expect(plainBoard(made)).toMatchObject([
    { title: 'Quick wins', cards: [{ text: 'One', by: 'ana' }, { text: 'Two' }, { text: 'Three' }] },
    { title: 'Later', cards: [] },
    { id: null, cards: [{ text: 'Anywhere' }] },
  ]);
});

test('cards of a zone that is gone are not lost, and a board without zones has one place for cards', () => {
  const made = board();
  expect(plainBoard(made)).toEqual([{ id: null, title: '', prompt: '', cards: [] }]);
  const wins = zone(made, 'Quick wins');
  const left = card(made, 'Left', wins);
  made.remove([wins], ORIGIN);
  expect(plainBoard(made)).toMatchObject([{ id: null, cards: [{ id: left }] }]);
});

test('a document knows what was under an id, so that a form that is sent twice brings nothing back', () => {
  const made = board();
  const id = card(made, 'Gone', null);
  made.remove([id], ORIGIN);
  expect([made.item(id), made.knows(id), made.knows('never')]).toEqual([null, true, false]);
});

test.each([
  ['', 'missing'],
  ['  \n', 'missing'],
  ['x', null],
  ['x'.repeat(MAX_CARD_TEXT + 1), 'tooLong'],
])('the words %j', (words, fault) => {
  expect(cardTextFault(words)).toBe(fault);
});

test.each([
  [{ name: 'Ruth' }, true, { name: 'Ruth', isGuest: false, isAdult: true }],
  [{ name: 'Ruth' }, false, { name: 'Ruth', isGuest: false, isAdult: false }],
  [{ name: 'Danuta', guest: 'family' as const }, true, { name: 'Danuta', isGuest: true, isAdult: true }],
  [{ name: 'Danuta', guest: 'family' as const }, false, { name: 'Danuta', isGuest: true, isAdult: false }],
  [{ name: 'Kai', guest: 'young-person' as const }, true, { name: 'Kai', isGuest: true, isAdult: false }],
])('%j, where young people come: %j', (author, young, plain) => {
  expect(plainAuthor(author, { young })).toEqual(plain);
});
