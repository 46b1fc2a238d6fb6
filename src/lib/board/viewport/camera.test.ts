import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { READING_ZOOM } from '$lib/domain/boards/beginning';
import type { Camera } from './camera';
import {
  between,
  fitted,
  MAX_ZOOM,
  MIN_ZOOM,
  opening,
  panned,
  revealing,
  toBoard,
  toScreen,
  unitsPerPx,
  viewOf,
  zoomedAt,
  zoomStep,
} from './camera';

const none = { top: 0, right: 0, bottom: 0, left: 0 };
const insets = { top: 12, right: 24, bottom: 64, left: 72 };
const size = [1366, 716] as const;
const coordinate = fc.double({ min: -50_000, max: 50_000, noNaN: true });
const zooms = fc.double({ min: MIN_ZOOM, max: MAX_ZOOM, noNaN: true });
const cameras: fc.Arbitrary<Camera> = fc.record({ x: coordinate, y: coordinate, zoom: zooms });
const points = fc.tuple(coordinate, coordinate);

describe('coordinates', () => {
  test('to the screen and back is the same place', () => {
    fc.assert(
      fc.property(cameras, points, (camera, point) => {
        const [x, y] = toBoard(camera, toScreen(camera, point));
        expect(x).toBeCloseTo(point[0], 4);
        expect(y).toBeCloseTo(point[1], 4);
      }),
    );
  });

  test('zooming keeps what is under the pointer under the pointer', () => {
    fc.assert(
      fc.property(cameras, fc.tuple(fc.nat(1366), fc.nat(768)), zooms, (camera, pointer, zoom) => {
        const before = toBoard(camera, pointer);
        const after = toBoard(zoomedAt(camera, pointer, zoom), pointer);
        expect(after[0]).toBeCloseTo(before[0], 4);
        expect(after[1]).toBeCloseTo(before[1], 4);
      }),
    );
  });

  test('a pan moves by screen distance, whatever the zoom', () => {
    const camera = { x: 10, y: 20, zoom: 0.5 };
    expect(toScreen(panned(camera, [30, -8]), [10, 20])).toEqual([30, -8]);
  });
});

describe('zoom steps', () => {
  test('go from 2 % to 400 % and back by round figures, and stop there', () => {
    let zoom = 0.01;
    const up: number[] = [];
    while (zoom < MAX_ZOOM) up.push((zoom = zoomStep(zoom, 1)));
    expect([up[0], up.at(-1)]).toEqual([MIN_ZOOM, MAX_ZOOM]);
    expect(up).toContain(1);
    expect(zoomStep(MAX_ZOOM, 1)).toBe(MAX_ZOOM);
    expect(zoomStep(MIN_ZOOM, -1)).toBe(MIN_ZOOM);
  });

  test('from an odd zoom the next step is the next round one', () => {
    expect([zoomStep(0.9, 1), zoomStep(0.9, -1)]).toEqual([1, READING_ZOOM]);
  });

  test('lines that keep their width are right at 100 % and never more than a tenth off', () => {
    expect(unitsPerPx(1)).toBe(1);
    fc.assert(
      fc.property(zooms, (zoom) => {
        expect(Math.abs(unitsPerPx(zoom) * zoom - 1)).toBeLessThan(0.1);
      }),
    );
  });

  test('no zoom goes out of its bounds', () => {
    expect(zoomedAt({ x: 0, y: 0, zoom: 1 }, [0, 0], 99).zoom).toBe(MAX_ZOOM);
    expect(zoomedAt({ x: 0, y: 0, zoom: 1 }, [0, 0], 0).zoom).toBe(MIN_ZOOM);
  });
});

describe('what the screen shows', () => {
  test('fitting puts the box inside the free part, in its middle', () => {
    const camera = fitted({ x: 0, y: 0, w: 2400, h: 1860 }, { size, insets });
    const [left, top] = toScreen(camera, [0, 0]);
    const [right, bottom] = toScreen(camera, [2400, 1860]);
    expect(left).toBeGreaterThanOrEqual(72);
    expect(right).toBeLessThanOrEqual(1366 - 24);
    expect(top).toBeCloseTo(12);
    expect(bottom).toBeCloseTo(716 - 64);
    expect(left - 72).toBeCloseTo(1366 - 24 - right);
  });

  test('fitting something small does not blow it up', () => {
    expect(fitted({ x: 0, y: 0, w: 164, h: 112 }, { size, insets }).zoom).toBe(1);
  });

  test('a small board opens whole, a big one at reading size at its first zone, an empty one at 100 %', () => {
    const first = { x: 100, y: 200, w: 570, h: 476 };
    expect(opening(first, [100, 200], { size, insets })).toEqual(fitted(first, { size, insets }));
    const big = opening({ x: 0, y: 0, w: 2400, h: 1860 }, [100, 200], { size, insets });
    expect(big.zoom).toBe(READING_ZOOM);
    const [left, top] = toScreen(big, [100, 200]);
    expect([Math.round(left), Math.round(top)]).toEqual([72, 12]);
    expect(opening(null, null, { size, insets }).zoom).toBe(1);
  });

  test('revealing moves no further than needed, and not at all for what is in view', () => {
    const camera = { x: 0, y: 0, zoom: 1 };
    const screen = { size: [1000, 700] as const, insets: none };
    expect(revealing(camera, { x: 10, y: 10, w: 164, h: 112 }, screen)).toBe(camera);
    expect(revealing(camera, { x: 950, y: 10, w: 164, h: 112 }, screen)).toEqual({ x: 114, y: 0, zoom: 1 });
    expect(revealing(camera, { x: -50, y: -20, w: 164, h: 112 }, screen)).toEqual({ x: -50, y: -20, zoom: 1 });
  });

  test('the view of a camera is the part of the board on screen', () => {
    expect(viewOf({ x: 5, y: 6, zoom: 0.5 }, [1000, 500])).toEqual({ x: 5, y: 6, w: 2000, h: 1000 });
  });

  test('on the way from one camera to another both ends are met', () => {
    const from = { x: 0, y: 0, zoom: 0.25 };
    const to = { x: 100, y: 50, zoom: 1 };
    expect([between(from, to, 0), between(from, to, 1)]).toEqual([from, to]);
    expect(between(from, to, 0.5).zoom).toBeCloseTo(0.5);
  });
});
