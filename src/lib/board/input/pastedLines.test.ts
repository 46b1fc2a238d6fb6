import { expect, test } from 'vitest';
import { pastedLines } from './pastedLines';

test('every line with words is one card; marks of lists are not words', () => {
  const text = '• Health visitor drop-in\r\n\r\n- Dental check day\n  2) Asthma clinic \n3. Parent café\n';
  expect(pastedLines(text)).toEqual(['Health visitor drop-in', 'Dental check day', 'Asthma clinic', 'Parent café']);
});

test('figures and dashes inside a line stay', () => {
  expect(pastedLines('58% of Reception\n5-year-olds\n2.5 days a week')).toEqual([
    '58% of Reception',
    '5-year-olds',
    '2.5 days a week',
  ]);
});

test('nothing but space is nothing', () => {
  expect(pastedLines(' \n\t\n')).toEqual([]);
});
