import { CopyShelf } from './copyShelf';

/** How many of someone's changes this browser keeps that never reached the server. Ask before forgetting copies. */
export async function countUnsent(actorId: string): Promise<number> {
  const shelf = await CopyShelf.open();
  if (!shelf) return 0;
  const count = await shelf.unsentOf(actorId).catch(() => 0); // copies that cannot be read cannot be sent either
  shelf.close();
  return count;
}
