import { expect, test } from 'vitest';
import { networkOf } from './networkOf';

test('machines of one network have one name, others another, and the name tells no address', () => {
  expect(networkOf('192.0.2.7')).toBe(networkOf('192.0.2.250'));
  expect(networkOf('::ffff:192.0.2.7')).toBe(networkOf('192.0.2.7'));
  expect(networkOf('2001:db8:1:a::1')).toBe(networkOf('2001:db8:1:b::2'));
  expect(new Set(['192.0.2.7', '192.0.3.7', '2001:db8:1::1', '2001:db8:2::1'].map(networkOf)).size).toBe(4);
  expect(networkOf('192.0.2.7')).not.toContain('192');
});
