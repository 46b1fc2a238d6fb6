import type { BoardView } from '../boardView.ts';
import { byOrder, keysAfterAll, keysBeforeAll } from '../order.ts';

/** New keys so that these lie in front of, or behind, all others, in the order they lie in now. Others keep theirs. */
export function planStack(board: BoardView, ids: readonly string[], to: 'front' | 'back'): { id: string; z: string }[] {
  const chosen = new Set(ids);
  const stacked = [...board.items()].map(({ id, z, look }) => ({ id, key: z, locked: look.locked })).sort(byOrder);
  const moving = stacked.filter(({ id, locked }) => chosen.has(id) && !locked);
  const passed = new Set(moving.map(({ id }) => id));
  const others = stacked.filter(({ id }) => !passed.has(id)).map(({ key }) => key);
  const keys = to === 'front' ? keysAfterAll(others, moving.length) : keysBeforeAll(others, moving.length);
  return moving.flatMap(({ id, key }, index) => {
    const z = keys[index];
    return z === undefined || z === key ? [] : [{ id, z }];
  });
}
