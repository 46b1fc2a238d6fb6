import { expect, test } from 'vitest';
import { resizeBox } from './resizeBox.ts';

const box = { x: 100, y: 100, w: 200, h: 150 };
const least = [80, 56] as const;

test('the opposite corner stays where it is', () => {
  expect(resizeBox(box, { corner: 'se', by: [20, 30], least })).toEqual({ x: 100, y: 100, w: 220, h: 180 });
  expect(resizeBox(box, { corner: 'nw', by: [20, 30], least })).toEqual({ x: 120, y: 130, w: 180, h: 120 });
  expect(resizeBox(box, { corner: 'ne', by: [20, -30], least })).toEqual({ x: 100, y: 70, w: 220, h: 180 });
  expect(resizeBox(box, { corner: 'sw', by: [-20, 30], least })).toEqual({ x: 80, y: 100, w: 220, h: 180 });
});

test('pulled through itself, a box stops at the least size and does not turn over', () => {
  expect(resizeBox(box, { corner: 'nw', by: [900, 900], least })).toEqual({ x: 220, y: 194, w: 80, h: 56 });
  expect(resizeBox(box, { corner: 'se', by: [-900, -900], least })).toEqual({ x: 100, y: 100, w: 80, h: 56 });
});
