import { expect, test } from 'vitest';
import { found } from './finding';

const names = ['Add a card', 'Add text', 'Align left edges', 'Tidy up into rows', 'Café in the hub'];
const answers = (typed: string) => found(names, typed, (name) => name);

test('what was typed finds names by the beginnings of their words, the nearest first', () => {
  expect(answers('ad')).toEqual(['Add a card', 'Add text']);
  expect(answers('le')).toEqual(['Align left edges']);
  expect(answers('rows ti')).toEqual(['Tidy up into rows']);
  expect(answers('cafe')).toEqual(['Café in the hub']);
  expect(answers('card add')).toEqual(['Add a card']);
  expect(answers('xyz')).toEqual([]);
});

test('nothing typed finds all, in their order', () => {
  expect(answers('  ')).toEqual(names);
});
