import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { zoneItem } from '../../../../tests/support/boards';
import { participant } from '../../../../tests/support/editors';
import type { OwnPresence } from '$lib/protocol/messages/presence';
import { REACTIONS } from '$lib/protocol/messages/presence';
import type { Participant } from '$lib/sync/liveDocument.svelte';
import { zoneIn } from './answerCalls.svelte';
import { Reactions, SHOWN_MS } from './reactions.svelte';
import { RecentChanges } from './recentChanges.svelte';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

const reacting = (nth: number, kind: (typeof REACTIONS)[number] = 'yes'): Participant =>
  participant('Tom', { reaction: { kind, at: [10, 20], item: 'card', nth } });

function around() {
  const told: OwnPresence[] = [];
  const reactions = new Reactions({ present: (patch) => void told.push(patch), name: 'Ana' });
  const hear = (...list: Participant[]) => reactions.look(list);
  return { reactions, told, hear };
}

describe('reactions', () => {
  test("another's is shown once, for a moment, and told once", () => {
    const { reactions, hear } = around();
    hear(reacting(1));
    hear(reacting(1));
    expect(reactions.shown).toMatchObject([{ kind: 'yes', at: [10, 20], name: 'Tom' }]);
    vi.advanceTimersByTime(SHOWN_MS);
    expect(reactions.shown).toEqual([]);
    hear(reacting(2, 'heart'));
    expect(reactions.shown).toHaveLength(1);
    vi.advanceTimersByTime(3_000);
    expect(reactions.told).toEqual([
      { name: 'Tom', kind: 'yes', item: 'card' },
      { name: 'Tom', kind: 'heart', item: 'card' },
    ]);
    reactions.destroy();
  });

  test('nobody can flood the others with them', () => {
    const { reactions, hear } = around();
    for (let nth = 0; nth < 200; nth++) hear(reacting(nth));
    expect(reactions.shown).toHaveLength(1);
    for (let nth = 200; nth < 400; nth++) {
      vi.advanceTimersByTime(10);
      hear(reacting(nth));
    }
    expect(reactions.shown.length).toBeLessThanOrEqual(9);
    reactions.destroy();
  });

  test("one's own is seen here too, sent, and taken back when it has passed", () => {
    const { reactions, told } = around();
    reactions.send('idea', { at: [1, 2], item: null });
    reactions.send('idea', { at: [1, 2], item: null });
    expect(reactions.shown).toMatchObject([{ kind: 'idea', name: 'Ana', colour: null }]);
    expect(told).toMatchObject([{ reaction: { kind: 'idea', at: [1, 2] } }]);
    vi.advanceTimersByTime(SHOWN_MS);
    expect(told.at(-1)).toEqual({ reaction: null });
    expect(reactions.told).toEqual([]);
    reactions.destroy();
  });
});

test('what others did is kept newest first, and not without end', () => {
  const recent = new RecentChanges();
  for (let nth = 0; nth < 30; nth++)
    recent.add([
      { words: `${nth} a`, ids: [] },
      { words: `${nth} b`, ids: [] },
    ]);
  expect(recent.list).toHaveLength(50);
  expect(recent.list.slice(0, 3).map(({ words }) => words)).toEqual(['29 a', '29 b', '28 a']);
});

test('the zone that a view is about is the one that fills most of it', () => {
  const zones = [
    zoneItem({ id: 'left', at: [0, 0], size: [400, 400] }),
    zoneItem({ id: 'right', at: [500, 0], size: [400, 400] }),
  ];
  expect(zoneIn({ zones }, { x: 300, y: 0, w: 500, h: 300 })).toBe('right');
  expect(zoneIn({ zones }, { x: 2_000, y: 0, w: 500, h: 300 })).toBeNull();
  const number = fc.integer({ min: -3_000, max: 3_000 });
  fc.assert(
    fc.property(number, number, (x, y) => {
      const found = zoneIn({ zones }, { x, y, w: 200, h: 200 });
      const touched = zones.filter(({ at: [zx, zy] }) => x < zx + 400 && x + 200 > zx && y < zy + 400 && y + 200 > zy);
      expect(touched.length === 0 ? found === null : touched.some(({ id }) => id === found)).toBe(true);
    }),
  );
});
