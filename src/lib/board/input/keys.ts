import type { Direction } from '$lib/domain/boards/geometry/walk';
import type { ToolId } from '../tools/toolState';

/** What a key asks for. */
export type Command =
  | { do: 'walk' | 'nudge'; direction: Direction }
  | { do: 'zone'; step: -1 | 1 }
  | { do: 'edge'; end: 'first' | 'last' }
  | { do: 'tool'; tool: ToolId }
  | { do: 'zoom'; step: -1 | 1 }
  | { do: Plain };

type Plain =
  | 'open'
  | 'leave'
  | 'toggle'
  | 'all'
  | 'duplicate'
  | 'remove'
  | 'undo'
  | 'redo'
  | 'moveTo'
  | 'addCard'
  | 'fit'
  | 'actualSize'
  | 'menu';

/** A key press, freed from the page. */
export interface KeyPress {
  key: string;
  /** The key by its place, for those that differ between keyboards when shifted. */
  code: string;
  shift: boolean;
  /** Ctrl, or Command on a Mac. */
  mod: boolean;
  alt: boolean;
}

const ARROWS: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

const NAMED: Record<string, Command> = {
  Enter: { do: 'open' },
  F2: { do: 'open' },
  Escape: { do: 'leave' },
  ' ': { do: 'toggle' },
  Delete: { do: 'remove' },
  Backspace: { do: 'remove' },
  PageUp: { do: 'zone', step: -1 },
  PageDown: { do: 'zone', step: 1 },
  Home: { do: 'edge', end: 'first' },
  End: { do: 'edge', end: 'last' },
  ContextMenu: { do: 'menu' },
};

const WITH_MOD: Record<string, Command> = {
  a: { do: 'all' },
  d: { do: 'duplicate' },
  z: { do: 'undo' },
  y: { do: 'redo' },
};

/** Keys that write a letter when text is written; they can be turned off. */
const SINGLE: Record<string, Command> = {
  n: { do: 'addCard' },
  m: { do: 'moveTo' },
  v: { do: 'tool', tool: 'select' },
  h: { do: 'tool', tool: 'hand' },
  z: { do: 'tool', tool: 'zone' },
  '+': { do: 'zoom', step: 1 },
  '=': { do: 'zoom', step: 1 },
  '-': { do: 'zoom', step: -1 },
};

const SHIFTED: Record<string, Command> = {
  Digit0: { do: 'actualSize' },
  Digit1: { do: 'fit' },
};

/** What a key press on the board asks for; null when it is nobody's, so that the browser keeps it. */
export function commandFor(press: KeyPress, { singleKeys }: { singleKeys: boolean }): Command | null {
  if (press.alt) return null;
  if (press.mod) return withMod(press);
  const direction = ARROWS[press.key];
  if (direction) return { do: press.shift ? 'nudge' : 'walk', direction };
  if (press.key === 'F10' && press.shift) return { do: 'menu' };
  const named = NAMED[press.key];
  if (named) return named;
  if (!singleKeys) return null;
  if (press.shift && SHIFTED[press.code]) return SHIFTED[press.code] ?? null;
  return SINGLE[press.key.toLowerCase()] ?? null;
}

function withMod({ key, shift }: KeyPress): Command | null {
  const letter = key.toLowerCase();
  if (letter === 'z' && shift) return { do: 'redo' };
  if (shift) return null;
  return WITH_MOD[letter] ?? null;
}
