import { addCommands } from './addCommands';
import { arrangeCommands } from './arrangeCommands';
import type { BoardCommand } from './command';
import { editCommands } from './editCommands';
import { goCommands } from './goCommands';
import type { KeyPress } from './keyPattern';
import { isSingle, matches } from './keyPattern';
import { pictureCommands } from './pictureCommands';
import { takeOffCommands } from './takeOffCommands';
import { viewCommands } from './viewCommands';

/** Everything that can be done with a board, in the order of the shortcut sheet. */
export const boardCommands: readonly BoardCommand[] = [
  ...goCommands,
  ...addCommands,
  ...editCommands,
  ...takeOffCommands,
  ...arrangeCommands,
  ...viewCommands,
  ...pictureCommands,
];

/** What a key press asks for, of these and of what came later; null when it is nobody's, so that the browser keeps it. */
export function commandFor(
  press: KeyPress,
  { singleKeys, later = [] }: { singleKeys: boolean; later?: readonly BoardCommand[] },
): BoardCommand | null {
  const isMeant = (pattern: string) => matches(pattern, press) && (singleKeys || !isSingle(pattern));
  return [...boardCommands, ...later].find(({ keys }) => keys?.some(isMeant)) ?? null;
}

/** The command of this id. Throws when there is none: ids are written in the code. */
export function commandOf(id: string): BoardCommand {
  const command = boardCommands.find((one) => one.id === id);
  if (!command) throw new Error(`no command is called ${id}`);
  return command;
}
