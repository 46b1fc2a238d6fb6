/** Seeded chance: the same seed gives the same choices, so that a failure can be seen again. */
export interface Chance {
  /** A whole number from 0 to below `below`. */
  below(below: number): number;
  /** True so often: `odds(0.1)` once in ten. */
  odds(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** mulberry32: small, and good enough to choose what goes wrong next. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    odds: (probability) => next() < probability,
    pick<T>(from: readonly T[]): T {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
  };
}
