import { randomInt } from 'node:crypto';

/** In an order that says nothing of the one before: Fisher and Yates, by numbers that nobody can foretell. */
export function shuffled<T>(list: readonly T[]): T[] {
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}
