import { expect, test } from 'vitest';
import { readSaid } from './said.ts';

test('[F76] who said it is a name or nobody by name, and never what identifies one person', () => {
  expect(readSaid({ name: '  Amina   Yusuf ' })).toEqual({ name: 'Amina Yusuf' });
  expect(readSaid({ room: true, name: 'Amina' })).toEqual({ room: true });
  const none = [null, 'Amina', {}, { name: '' }, { name: 943 }, { name: '943 476 5919' }, { name: 'a@example.org' }];
  expect(none.map((one) => readSaid(one))).toEqual(none.map(() => null));
  expect(readSaid({ name: 'x'.repeat(500) })).toEqual({ name: 'x'.repeat(60) });
});
