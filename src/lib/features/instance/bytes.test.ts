import { expect, test } from 'vitest';
import { bytesWords } from './bytes';

test.each([
  [0, '0 KB'],
  [40_960, '41 KB'],
  [999_949, '1,000 KB'],
  [1_000_000, '1 MB'],
  [12_340_000, '12.3 MB'],
  [123_400_000, '123 MB'],
  [5_250_000_000, '5.3 GB'],
])('%i bytes are %s', (bytes, words) => {
  expect(bytesWords(bytes)).toBe(words);
});
