import { expect, test } from 'vitest';
import { drawingFrame } from './drawingFrame.ts';

const box = (x: number, y: number, w: number, h: number) => ({ x, y, w, h, colour: 'blue' as const });

test('an empty board shows one screen', () => {
  expect(drawingFrame({ zones: [], cards: [] })).toBe('0 0 1200 700');
});

test('the frame holds every zone and card, also left of and above the origin', () => {
  expect(drawingFrame({ zones: [box(0, 0, 570, 476)], cards: [box(-200, -100, 164, 112)] })).toBe('-240 -140 850 656');
});
