import { expect, test } from 'vitest';
import { grouped, readProof, stepsAround } from './factor.ts';

test.each([
  ['123456', { kind: 'code', code: '123456' }],
  [' 123 456 ', { kind: 'code', code: '123456' }],
  ['123-456\n', { kind: 'code', code: '123456' }],
  ['abcd-efgh-ijkl-mnop', { kind: 'recovery', code: 'abcdefghijklmnop' }],
  ['ABCD EFGH 2345 67OP', { kind: 'recovery', code: 'abcdefgh234567op' }],
  ['0bcd1fgh8jklmnop', { kind: 'recovery', code: 'obcdlfghbjklmnop' }],
  ['12345', null],
  ['1234567', null],
  ['', null],
  ['abcd-efgh-ijkl-mno', null],
  ['abcd-efgh-ijkl-mno9', null],
  ['١٢٣٤٥٦', null],
] as const)('%j is read as %j', (typed, proof) => {
  expect(readProof(typed)).toEqual(proof);
});

test('what is shown in groups is read back', () => {
  expect(grouped('abcdefgh234567op')).toBe('abcd-efgh-2345-67op');
  expect(readProof(grouped('abcdefgh234567op'))).toEqual({ kind: 'recovery', code: 'abcdefgh234567op' });
});

test('a code counts half a minute, and those beside it', () => {
  expect(stepsAround('1970-01-01T00:00:59.000Z')).toEqual([0, 1, 2]);
  expect(stepsAround('2005-03-18T01:58:29.000Z')[1]).toBe(0x23523ec);
});
