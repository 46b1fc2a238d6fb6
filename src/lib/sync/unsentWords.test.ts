import { describe, expect, test } from 'vitest';
import { ANA, board, exchange, newCard } from '../../../tests/support/boards';
import { BoardDoc } from '$lib/domain/boards/boardDoc';
import { clockOf } from '$lib/domain/boards/writtenSince';
import { gatherUnsentWords, planGiveBack } from './unsentWords';
import * as Y from 'yjs';

/** A page's copy of a board with a zone and a card by others, and the marks of a page that has sent everything. */
function openPage() {
  const server = board({
    zones: [{ id: 'needs', title: 'Needs' }],
    cards: [{ id: 'theirs', text: 'Breakfast club', zone: 'needs' }],
  });
  const doc = new Y.Doc();
  exchange(server.doc, doc);
  const page = new BoardDoc(doc);
  const marks = () => [[doc.clientID, clockOf(doc, doc.clientID)]] as const;
  return { server, doc, page, marks };
}

describe('words not sent', () => {
  test('are the texts written in since the acknowledged clock, as they read now', () => {
    const { doc, page, marks } = openPage();
    page.addCards([newCard({ id: 'sent', text: 'Known' })], ANA);
    const since = marks();
    page.addCards([newCard({ id: 'mine', text: 'Walking bus', zone: 'needs' })], ANA);
    page.editText({ item: 'theirs', field: 'text' }, { at: 14, remove: 0, insert: ' every day' }, ANA);
    const needs = { id: 'needs', title: 'Needs' };
    expect(gatherUnsentWords(doc, since)).toEqual([
      { item: 'mine', field: 'text', text: 'Walking bus', zone: needs },
      { item: 'theirs', field: 'text', text: 'Breakfast club every day', zone: needs },
    ]);
  });

  test('leave out what was only moved, what was removed again, and empty cards', () => {
    const { doc, page, marks } = openPage();
    const since = marks();
    page.move([{ id: 'theirs', at: [40, 40] }], ANA);
    page.addCards([newCard({ id: 'empty' }), newCard({ id: 'gone', text: 'Never mind' })], ANA);
    page.remove(['gone'], ANA);
    expect(gatherUnsentWords(doc, since)).toEqual([]);
  });

  test('include the prompt and title of a zone', () => {
    const { doc, page, marks } = openPage();
    const since = marks();
    page.editText({ item: 'needs', field: 'prompt' }, { at: 0, remove: 0, insert: 'What do families ask for?' }, ANA);
    expect(gatherUnsentWords(doc, since)).toMatchObject([{ field: 'prompt', text: 'What do families ask for?' }]);
  });

  test('are given back as new cards, but for those the board shows already', () => {
    const { server, doc, page, marks } = openPage();
    const since = marks();
    page.addCards([newCard({ id: 'mine', text: 'Walking bus', zone: 'needs' })], ANA);
    page.editText({ item: 'theirs', field: 'text' }, { at: 0, remove: 9, insert: 'Lunch' }, ANA);
    const words = gatherUnsentWords(doc, since);
    expect(planGiveBack(server.board, words)).toEqual([
      { text: 'Walking bus', zone: 'needs' },
      { text: 'Lunch club', zone: 'needs' },
    ]);
    expect(planGiveBack(page, words)).toEqual([]);
  });

  test('go to no zone when theirs is gone', () => {
    const { server, doc, page, marks } = openPage();
    const since = marks();
    page.addCards([newCard({ id: 'mine', text: 'Walking bus', zone: 'needs' })], ANA);
    server.board.remove(['needs'], ANA);
    expect(planGiveBack(server.board, gatherUnsentWords(doc, since))).toEqual([{ text: 'Walking bus', zone: null }]);
  });
});
