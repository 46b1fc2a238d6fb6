import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BEN, newCard } from '../../../../tests/support/boards.ts';
import { editorTable, participant } from '../../../../tests/support/editors.ts';
import { BoardNews, NEWS_EVERY_MS } from './boardNews.svelte';
import { newsWords } from './newsWords';
import { zoneName } from './zoneName';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function newsTable() {
  const table = editorTable({
    zones: [
      { id: 'z1', title: 'Needs' },
      { id: 'z2', title: 'Services', at: [612, 0] },
    ],
    cards: [{ id: 'c1', zone: 'z1' }, { id: 'c2', zone: 'z1' }, { id: 'c3' }],
  });
  const news = new BoardNews(table.editor);
  const words = () => newsWords(news.latest, (zone) => zoneName(table.editor, zone));
  return { ...table, news, words };
}

test('others’ new cards are told together with who added them, ten seconds after the first', () => {
  const { theirs, meet, words, live } = newsTable();
  live.others = [participant('Tom')];
  theirs.addCards([newCard({ id: 'n1', by: 'tom', zone: 'z2' }), newCard({ id: 'n2', by: 'tom', zone: 'z2' })], BEN);
  meet();
  vi.advanceTimersByTime(NEWS_EVERY_MS / 2);
  theirs.addCards([newCard({ id: 'n3', by: 'tom', zone: 'z2' })], BEN);
  meet();
  expect(words()).toBe('');
  vi.advanceTimersByTime(NEWS_EVERY_MS / 2);
  expect(words()).toBe('Tom added 3 cards to Services');
});

test('what two people added is told of each; nobody is named who wrote without a name or is not known', () => {
  const { theirs, meet, words, live } = newsTable();
  live.others = [participant('Tom'), participant('Sana')];
  const added = [
    newCard({ id: 'n1', by: 'tom', zone: 'z2' }),
    newCard({ id: 'n2', by: 'tom', zone: 'z2' }),
    newCard({ id: 'n3', by: null, zone: 'z2' }),
    newCard({ id: 'n4', by: 'sana', zone: 'z1' }),
    newCard({ id: 'n5', by: 'who-left', zone: 'z1' }),
  ];
  theirs.addCards(added, BEN);
  meet();
  vi.advanceTimersByTime(NEWS_EVERY_MS);
  expect(words()).toBe(
    'Tom added 2 cards to Services. 1 new card in Services. Sana added 1 card to Needs. and more changes',
  );
});

test('a card that one person added and another moved was added by the first, though they have left', () => {
  const { theirs, meet, words, live } = newsTable();
  live.others = [participant('Tom')];
  theirs.addCards([newCard({ id: 'n1', by: 'tom', zone: 'z1' })], BEN);
  meet();
  live.others = [participant('Sana', { selection: ['n1'] })];
  theirs.place([{ id: 'n1', at: [700, 64], zone: 'z2' }], BEN);
  meet();
  vi.advanceTimersByTime(NEWS_EVERY_MS);
  expect(words()).toBe('Tom added 1 card to Services');
});

test('a card that was deleted and comes back names nobody: its writer need not be who brought it back', () => {
  const { theirs, meet, words, live } = newsTable();
  live.others = [participant('Tom')];
  theirs.addCards([newCard({ id: 'n1', by: 'tom', zone: 'z2' })], BEN);
  meet();
  vi.advanceTimersByTime(NEWS_EVERY_MS);
  theirs.remove(['n1'], BEN);
  meet();
  vi.advanceTimersByTime(NEWS_EVERY_MS);
  theirs.addCards([newCard({ id: 'n1', by: 'tom', zone: 'z2' })], BEN);
  meet();
  vi.advanceTimersByTime(NEWS_EVERY_MS);
  expect(words()).toBe('1 new card in Services');
});

test('a move is told with the name of the one person who has the cards in hand', () => {
  const { theirs, meet, words, live } = newsTable();
  live.others = [participant('Tom', { selection: ['c1', 'c2'] }), participant('Sana', { selection: ['c3'] })];
  theirs.place(
    [
      { id: 'c1', at: [700, 64], zone: 'z2' },
      { id: 'c2', at: [900, 64], zone: 'z2' },
    ],
    BEN,
  );
  meet();
  vi.advanceTimersByTime(NEWS_EVERY_MS);
  expect(words()).toBe('Tom moved 2 cards to Services');
});

test('when two have it in hand, nobody is named', () => {
  const { theirs, meet, words, live } = newsTable();
  live.others = [participant('Tom', { selection: ['c1'] }), participant('Sana', { selection: ['c1'] })];
  theirs.place([{ id: 'c1', at: [700, 64], zone: 'z2' }], BEN);
  meet();
  vi.advanceTimersByTime(NEWS_EVERY_MS);
  expect(words()).toBe('1 card moved to Services');
});

test('what the writer does is no news', () => {
  const { editor, words } = newsTable();
  editor.addCards(['Mine'], { zone: 'z1' });
  editor.moveToZone(['c1'], 'z2');
  editor.remove(['c2'], 'Card deleted');
  vi.advanceTimersByTime(NEWS_EVERY_MS);
  expect(words()).toBe('');
});

test('what arrives before the board is synced is no news', () => {
  const { theirs, meet, words, live } = newsTable();
  live.synced = false;
  theirs.addCards([newCard({ id: 'n1', zone: 'z2' })], BEN);
  meet();
  live.synced = true;
  vi.advanceTimersByTime(NEWS_EVERY_MS);
  expect(words()).toBe('');
});

test('a card that came and went within the ten seconds is no news', () => {
  const { theirs, meet, words } = newsTable();
  theirs.addCards([newCard({ id: 'n1', zone: 'z2' })], BEN);
  meet();
  theirs.remove(['n1', 'c1'], BEN);
  meet();
  vi.advanceTimersByTime(NEWS_EVERY_MS);
  expect(words()).toBe('1 card removed from Needs');
});

test('letters typed by another are told as a changed card, once', () => {
  const { theirs, meet, words } = newsTable();
  for (let at = 0; at < 5; at++) {
    theirs.editText({ item: 'c1', field: 'text' }, { at, remove: 0, insert: 'x' }, BEN);
    meet();
  }
  vi.advanceTimersByTime(NEWS_EVERY_MS);
  expect(words()).toBe('1 card changed in Needs');
});

test('a long telling ends with the most important', () => {
  const { theirs, meet, words } = newsTable();
  theirs.addCards([newCard({ id: 'n1', zone: 'z1' }), newCard({ id: 'n2' }), newCard({ id: 'n3', zone: 'z2' })], BEN);
  theirs.remove(['c1', 'c3'], BEN);
  meet();
  vi.advanceTimersByTime(NEWS_EVERY_MS);
  expect(words().split('. ')).toHaveLength(4);
  expect(words()).toMatch(/and more changes$/u);
});

test('once let go of, it tells nothing', () => {
  const { theirs, meet, news, words } = newsTable();
  theirs.addCards([newCard({ id: 'n1', zone: 'z2' })], BEN);
  meet();
  news.destroy();
  vi.advanceTimersByTime(NEWS_EVERY_MS);
  expect(words()).toBe('');
});
