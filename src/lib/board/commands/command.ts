import type { CanvasState } from '../canvas.svelte';
import type { Toolbox } from '../tools/toolbox.svelte';

/** In the order of the shortcut sheet. */
export const COMMAND_GROUPS = ['go', 'add', 'edit', 'arrange', 'view'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** What a command may reach beside the canvas. */
export interface Hands {
  toolbox: Toolbox;
  openMoveMenu: () => void;
  openMenu: () => void;
  /** Reactive: commands whose code comes once the board stands. */
  readonly later: readonly BoardCommand[];
}

/** One thing that can be done with a board. Keys, menus, the palette and the shortcut sheet all come from these. */
export interface BoardCommand {
  id: string;
  group: CommandGroup;
  words: () => string;
  /** As in `keyPattern`; the first is the one shown. */
  keys?: readonly string[];
  /** Where it can be found by those who use no keys. Palette unless it says so; `keys` are only on the shortcut sheet. */
  found?: 'palette' | 'keys';
  /** Whether it makes sense wherever on the board page the focus is; else only on the board itself. */
  anywhere?: boolean;
  /** Whether it is about what is chosen, and stands in its menu. */
  ofChosen?: boolean;
  risky?: boolean;
  /** Whether it can be done now. */
  can: (canvas: CanvasState) => boolean;
  run: (canvas: CanvasState, hands: Hands) => void;
}

export const always = (): boolean => true;

/** Whether the board may be changed. */
export const mayWrite = ({ editor }: CanvasState): boolean => !editor.readOnly;

/** The chosen things, or what has the focus, may be changed and are at least so many. */
export function hasChosen(least = 1): BoardCommand['can'] {
  return (canvas) => mayWrite(canvas) && canvas.chosen.length >= least;
}

/** At least so many of what is chosen is no zone. */
export function hasLoose(least = 1): BoardCommand['can'] {
  return (canvas) =>
    mayWrite(canvas) &&
    canvas.chosen.filter((id) => (canvas.editor.model.item(id)?.kind ?? 'zone') !== 'zone').length >= least;
}

/** The one thing chosen is of one of these kinds. */
export function isOnly(...kinds: readonly string[]): BoardCommand['can'] {
  return (canvas) => {
    const [id, ...others] = canvas.chosen;
    const kind = id === undefined ? undefined : canvas.editor.model.item(id)?.kind;
    return mayWrite(canvas) && others.length === 0 && kind !== undefined && kinds.includes(kind);
  };
}
