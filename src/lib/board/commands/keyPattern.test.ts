import { describe, expect, test } from 'vitest';
import type { KeyPress } from './keyPattern';
import { inWords, isSingle, matches } from './keyPattern';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  ...{ key, code: '', shift: false, mod: false, alt: false },
  ...more,
});

describe('a pattern', () => {
  test.each([
    ['n', press('n')],
    ['n', press('N', { shift: true })],
    ['+', press('+', { shift: true })],
    ['mod+z', press('z', { mod: true })],
    ['mod+shift+z', press('Z', { mod: true, shift: true })],
    ['shift+arrowleft', press('ArrowLeft', { shift: true })],
    ['shift+digit1', press('!', { code: 'Digit1', shift: true })],
    ['space', press(' ')],
    ['?', press('?', { shift: true })],
    ['delete', press('Delete')],
  ])('%s is meant by %o', (pattern, key) => expect(matches(pattern, key)).toBe(true));

  test.each([
    ['n', press('n', { mod: true })],
    ['n', press('n', { alt: true })],
    ['mod+z', press('Z', { mod: true, shift: true })],
    ['mod+z', press('z')],
    ['arrowleft', press('ArrowLeft', { shift: true })],
    ['shift+f10', press('F10')],
    ['shift+digit1', press('1', { code: 'Digit1' })],
  ])('%s is not meant by %o', (pattern, key) => expect(matches(pattern, key)).toBe(false));
});

test('characters that write can be turned off; named keys and those with Ctrl stay', () => {
  expect(['n', '+', '?', 'shift+digit1'].every(isSingle)).toBe(true);
  expect(['delete', 'mod+d', 'shift+arrowleft', 'f2', 'space'].some(isSingle)).toBe(false);
});

test('keys are written as people here write them', () => {
  const words = (pattern: string) => [inWords(pattern, false), inWords(pattern, true)];
  expect(words('mod+d')).toEqual(['Ctrl D', '⌘D']);
  expect(words('mod+shift+z')).toEqual(['Ctrl Shift Z', '⇧⌘Z']);
  expect(words('shift+digit1')).toEqual(['Shift 1', '⇧1']);
  expect(words('delete')).toEqual(['Delete', 'Delete']);
  expect(words('shift+f10')).toEqual(['Shift F10', '⇧F10']);
});
