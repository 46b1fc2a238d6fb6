import { CopyShelf } from './copyShelf';
import { forgetHeld } from './heldStore';

/**
 * Deletes what this browser keeps for an actor, or for everyone: copies of documents, and words held back from them.
 * Call it at sign-out. Never throws.
 */
export async function forgetCopies(actorId?: string): Promise<void> {
  forgetHeld(actorId);
  const shelf = await CopyShelf.open();
  if (!shelf) return;
  await shelf.forget(actorId).catch(() => undefined); // a browser that refuses to open them cannot show them either
  shelf.close();
}
