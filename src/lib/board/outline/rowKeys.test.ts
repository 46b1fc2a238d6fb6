import { expect, test } from 'vitest';
import type { KeyPress } from './rowKeys';
import { rowCommand } from './rowKeys';

const plain: KeyPress = { key: 'a', code: 'KeyA', shift: false, alt: false, command: false, composing: false };
const middle = { empty: () => false, onFirstLine: () => false, onLastLine: () => false };
const press = (patch: Partial<KeyPress>, field: Partial<typeof middle> = {}) =>
  rowCommand({ ...plain, ...patch }, { ...middle, ...field });

test('Enter makes a card below, with Shift it stays in the text', () => {
  expect(press({ key: 'Enter' })).toBe('newBelow');
  expect(press({ key: 'Enter', shift: true })).toBeNull();
});

test('an input method keeps every key for itself', () => {
  expect(press({ key: 'Enter', composing: true })).toBeNull();
  expect(press({ key: 'ArrowUp', composing: true }, { onFirstLine: () => true })).toBeNull();
});

test('Backspace deletes a card only when it is empty', () => {
  expect(press({ key: 'Backspace' })).toBeNull();
  expect(press({ key: 'Backspace' }, { empty: () => true })).toBe('removeEmpty');
});

test('arrows leave the text only at its first and last line', () => {
  expect(press({ key: 'ArrowUp' })).toBeNull();
  expect(press({ key: 'ArrowUp' }, { onFirstLine: () => true })).toBe('before');
  expect(press({ key: 'ArrowDown' })).toBeNull();
  expect(press({ key: 'ArrowDown' }, { onLastLine: () => true })).toBe('after');
  expect(press({ key: 'ArrowUp', shift: true }, { onFirstLine: () => true })).toBeNull();
});

test('Alt moves the card, whatever letter the keyboard makes of it', () => {
  expect(press({ key: 'ArrowUp', alt: true })).toBe('moveUp');
  expect(press({ key: 'ArrowDown', alt: true })).toBe('moveDown');
  expect(press({ key: 'µ', code: 'KeyM', alt: true })).toBe('moveToZone');
});

test('undo and redo have their usual keys, and AltGr is not Ctrl', () => {
  expect(press({ key: 'z', command: true })).toBe('undo');
  expect(press({ key: 'Z', command: true, shift: true })).toBe('redo');
  expect(press({ key: 'y', command: true })).toBe('redo');
  expect(press({ key: 'z', command: true, alt: true })).toBeNull();
});

test('two keys held down with Backspace ask to take the card off, one alone still deletes a word', () => {
  expect(press({ key: 'Backspace', command: true, shift: true })).toBe('takeOff');
  expect(press({ key: 'Backspace', command: true })).toBeNull();
  expect(press({ key: 'Backspace', command: true, shift: true, alt: true })).toBeNull();
});
