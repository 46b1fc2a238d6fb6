import type { Actor } from '../../../src/lib/domain/access/actor.ts';
import { can } from '../../../src/lib/domain/access/can.ts';
import type { BoardAction, BoardSubject } from '../../../src/lib/domain/access/rules.ts';
import type { Scene } from './scene.ts';

/** What one entrance asks of whoever comes. */
export interface Line {
  may: (who: Actor) => boolean;
  /** What the address holds in place of `[name]`, where it is not the scene's own. */
  params?: (scene: Scene) => Record<string, string>;
  form?: (scene: Scene) => Record<string, string>;
  /** What others do before. */
  before?: (scene: Scene) => Promise<unknown>;
}

export const [P, B] = ['the partnership', 'the board'];
export const HERE = '/(app)/partnerships/[partnership]';

export const board = (action: BoardAction, more: Partial<Line> = {}, patch: Partial<BoardSubject> = {}): Line => {
  const subject = { id: B, partnershipId: P, archived: false, scope: { open: 'partnership' } as const, ...patch };
  return { may: (who) => can(who, action, subject), ...more };
};
/** What is planned names people and places: guests are shown none of it. */
export const memberOnBoard: Line = { may: (who) => who.kind === 'person' && board('board.read').may(who) };
