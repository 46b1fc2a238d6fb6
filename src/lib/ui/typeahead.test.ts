import { describe, expect, test } from 'vitest';
import { Typeahead } from './typeahead.ts';

const words = ['Big bets', 'Big picture', 'Quick wins', 'Fill-ins'];

/** Types letters so many milliseconds apart, going each time to what was found. */
function type(letters: string, { apart, on }: { apart: number; on: number }): number {
  const typeahead = new Typeahead();
  return [...letters].reduce((here, letter, index) => {
    const found = typeahead.type(letter, { words, on: here, at: index * apart });
    return found < 0 ? here : found;
  }, on);
}

describe('finding an item by typing', () => {
  test('one letter goes to the next that begins with it, round the end', () => {
    expect(type('b', { apart: 0, on: 0 })).toBe(1);
    expect(type('q', { apart: 0, on: 3 })).toBe(2);
    expect(new Typeahead().type('x', { words, on: 0, at: 0 })).toBe(-1);
  });

  test('letters typed together narrow it down, also past a space', () => {
    expect(type('big p', { apart: 100, on: 3 })).toBe(1);
  });

  test('the item one is on stays while it fits', () => {
    expect(type('fi', { apart: 100, on: 2 })).toBe(3);
    expect(type('big b', { apart: 100, on: 2 })).toBe(0);
  });

  test('the same letter again goes on to the next', () => {
    expect(type('bb', { apart: 100, on: 3 })).toBe(1);
    expect(type('bbb', { apart: 600, on: 3 })).toBe(0);
  });

  test('a letter after a pause begins anew', () => {
    expect(type('bq', { apart: 500, on: 3 })).toBe(2);
    const typeahead = new Typeahead();
    typeahead.type('b', { words, on: 0, at: 500 });
    expect([typeahead.isOpen(999), typeahead.isOpen(1000)]).toEqual([true, false]);
  });
});
