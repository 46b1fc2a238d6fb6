import { CopyShelf } from './copyShelf';
import { countHeld } from './heldStore';

/**
 * How many of someone's changes this browser keeps that never reached the server, words held back included. Ask before
 * forgetting copies.
 */
export async function countUnsent(actorId: string): Promise<number> {
  const held = countHeld(actorId);
  const shelf = await CopyShelf.open();
  if (!shelf) return held;
  const count = await shelf.unsentOf(actorId).catch(() => 0); // copies that cannot be read cannot be sent either
  shelf.close();
  return count + held;
}
