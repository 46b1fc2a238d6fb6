import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closeCodes, isFinal } from './closeCodes.ts';
import { parseRoom, ROOM_KINDS, roomName } from './rooms.ts';

const ids = fc.string({ unit: fc.constantFrom(...'abzAZ019_-'), minLength: 1, maxLength: 64 });

test('an address is read back as it was written', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ROOM_KINDS), ids, (kind, id) => {
      expect(parseRoom(roomName({ kind, id }))).toEqual({ kind, id });
    }),
  );
});

test.each([
  '',
  'board',
  'board/',
  '/board/x',
  'board/x/y',
  'board/../x',
  'board/%2e',
  'BOARD/x',
  'constructor/x',
  'board/x\n',
  `board/${'x'.repeat(65)}`,
])('“%s” is no address', (address) => expect(parseRoom(address)).toBeNull());

test('whatever is read as an address is safe to log', () => {
  fc.assert(
    fc.property(fc.string(), (address) => {
      const room = parseRoom(address);
      if (room) expect(roomName(room)).toBe(address);
    }),
  );
});

test('codes from 4400 to 4499 are final, others let the provider come back', () => {
  const back = ['tooSlow', 'accessChanged', 'restarting', 'tooMany'];
  for (const [reason, code] of Object.entries(closeCodes))
    expect([reason, isFinal(code)]).toEqual([reason, !back.includes(reason)]);
  expect([1000, 1006, 4399, 4500].map(isFinal)).toEqual([false, false, false, false]);
});
