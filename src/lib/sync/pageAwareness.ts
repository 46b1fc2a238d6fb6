import { Awareness } from 'y-protocols/awareness';

interface Changed {
  added: number[];
  updated: number[];
  removed: number[];
}

/**
 * Presence that is sent on only when it is this page's own. The provider sends every `update` that it hears of, also
 * what has just come from the server: with fifty people that is fifty presences back for each one of one's own.
 */
export class PageAwareness extends Awareness {
  override emit(name: string, args: unknown[]): void {
    if (name === 'update' && !isAbout(args[0] as Changed, this.clientID)) return;
    super.emit(name, args);
  }
}

function isAbout({ added, updated, removed }: Changed, id: number): boolean {
  return [added, updated, removed].some((ids) => ids.includes(id));
}
