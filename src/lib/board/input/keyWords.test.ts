import { expect, test } from 'vitest';
import { modKey, redoKeys, withMod } from './keyWords';

test('keys are written as they are on the keyboard in use', () => {
  expect([withMod('Z', false), redoKeys(false), modKey(false)]).toEqual(['Ctrl Z', 'Ctrl Y', 'Ctrl']);
  expect([withMod('Z', true), redoKeys(true), modKey(true)]).toEqual(['⌘Z', '⇧⌘Z', '⌘']);
});
