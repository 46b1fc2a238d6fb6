import { CopyShelf } from './copyShelf';

/** Deletes the copies this browser keeps for an actor, or all of them. Call it at sign-out. Never throws. */
export async function forgetCopies(actorId?: string): Promise<void> {
  const shelf = await CopyShelf.open();
  if (!shelf) return;
  await shelf.forget(actorId).catch(() => undefined); // a browser that refuses to open them cannot show them either
  shelf.close();
}
