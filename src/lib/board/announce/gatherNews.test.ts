import { expect, test } from 'vitest';
import { gatherNews } from './gatherNews';

test('counts new cards by the zone they came to', () => {
  const news = gatherNews([
    { id: '1', was: undefined, is: 'services', by: null },
    { id: '2', was: undefined, is: 'needs', by: null },
    { id: '3', was: undefined, is: 'services', by: null },
  ]);
  expect(news).toEqual([
    { what: 'added', zone: 'services', by: null, ids: ['1', '3'] },
    { what: 'added', zone: 'needs', by: null, ids: ['2'] },
  ]);
});

test('keeps the moves of two people apart', () => {
  const news = gatherNews([
    { id: '1', was: 'needs', is: 'services', by: 'Tom' },
    { id: '2', was: 'needs', is: 'services', by: 'Sana' },
    { id: '3', was: null, is: 'services', by: 'Tom' },
  ]);
  expect(news.map(({ by, ids }) => [by, ids.length])).toEqual([
    ['Tom', 2],
    ['Sana', 1],
  ]);
});

test('keeps what two people added apart, and what came without a name', () => {
  const news = gatherNews([
    { id: '1', was: undefined, is: 'services', by: 'Tom' },
    { id: '2', was: undefined, is: 'services', by: null },
    { id: '3', was: undefined, is: 'services', by: 'Sana' },
    { id: '4', was: undefined, is: 'services', by: 'Tom' },
  ]);
  expect(news.map(({ by, ids }) => [by, ids])).toEqual([
    ['Tom', ['1', '4']],
    [null, ['2']],
    ['Sana', ['3']],
  ]);
});

test('says nothing of a card that came and went', () => {
  expect(gatherNews([{ id: '1', was: undefined, is: undefined, by: null }])).toEqual([]);
});

test('puts new cards before removed ones, and both before changed words', () => {
  const news = gatherNews([
    { id: '1', was: 'needs', is: 'needs', by: null },
    { id: '2', was: 'needs', is: undefined, by: null },
    { id: '3', was: undefined, is: null, by: null },
  ]);
  expect(news.map(({ what }) => what)).toEqual(['added', 'removed', 'changed']);
});
