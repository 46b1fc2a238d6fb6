import { describe, expect, test } from 'vitest';
import type { KeyPress } from './keys';
import { commandFor } from './keys';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  shift: false,
  mod: false,
  alt: false,
  ...more,
});
const on = { singleKeys: true };
const off = { singleKeys: false };

describe('keys on the board', () => {
  test.each([
    [press('ArrowLeft'), { do: 'walk', direction: 'left' }],
    [press('ArrowDown', { shift: true }), { do: 'nudge', direction: 'down' }],
    [press('PageDown'), { do: 'zone', step: 1 }],
    [press('Enter'), { do: 'open' }],
    [press('Backspace'), { do: 'remove' }],
    [press('z', { mod: true }), { do: 'undo' }],
    [press('Z', { mod: true, shift: true }), { do: 'redo' }],
    [press('y', { mod: true }), { do: 'redo' }],
    [press('D', { mod: true }), { do: 'duplicate' }],
    [press('F10', { shift: true }), { do: 'menu' }],
    [press('ContextMenu'), { do: 'menu' }],
    [press('N'), { do: 'addCard' }],
    [press('m'), { do: 'moveTo' }],
    [press('!', { code: 'Digit1', shift: true }), { do: 'fit' }],
    [press(')', { code: 'Digit0', shift: true }), { do: 'actualSize' }],
  ])('%o asks for %o', (key, command) => {
    expect(commandFor(key, on)).toEqual(command);
  });

  test('keys of the browser and of the operating system are left alone', () => {
    expect(commandFor(press('r', { mod: true }), on)).toBeNull();
    expect(commandFor(press('ArrowLeft', { alt: true }), on)).toBeNull();
    expect(commandFor(press('n', { mod: true, shift: true }), on)).toBeNull();
    expect(commandFor(press('Tab'), on)).toBeNull();
    expect(commandFor(press('F10'), on)).toBeNull();
  });

  test('single characters can be turned off; named keys and those with Ctrl stay', () => {
    expect(['n', 'm', '+', '-', 'v'].map((key) => commandFor(press(key), off))).toEqual(Array(5).fill(null));
    expect(commandFor(press('!', { code: 'Digit1', shift: true }), off)).toBeNull();
    expect(commandFor(press('Delete'), off)).toEqual({ do: 'remove' });
    expect(commandFor(press('d', { mod: true }), off)).toEqual({ do: 'duplicate' });
  });
});
