import { m } from '$lib/messages/messages.js';
import { onApple } from '../input/keyWords';

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

interface Pattern {
  mod: boolean;
  shift: boolean;
  /** In lower case; `digit1` and the like are keys by their place. */
  key: string;
}

/** `mod+shift+z`, `delete`, `shift+digit1`, `n`. */
function parse(pattern: string): Pattern {
  const parts = pattern === '+' ? ['+'] : pattern.split('+');
  return { mod: parts.includes('mod'), shift: parts.includes('shift'), key: parts.at(-1) ?? '' };
}

/** Whether a press is what a pattern names. Keys with Alt are the system's. */
export function matches(pattern: string, press: KeyPress): boolean {
  const { mod, shift, key } = parse(pattern);
  if (press.alt || press.mod !== mod) return false;
  if (/^digit\d$/.test(key)) return press.shift === shift && press.code.toLowerCase() === key;
  if (press.key.toLowerCase() !== (key === 'space' ? ' ' : key)) return false;
  return !heedsShift(pattern) || press.shift === shift;
}

/** Whether a pattern is a character that writes when text is written: such keys can be turned off. */
export function isSingle(pattern: string): boolean {
  const { mod, key } = parse(pattern);
  return !mod && (key.length === 1 || key.startsWith('digit'));
}

/** A letter alone is the same letter when shifted; arrows, function keys and what goes with Ctrl are not. */
function heedsShift(pattern: string): boolean {
  const { mod, key } = parse(pattern);
  return mod || /^(arrow|f\d)/.test(key);
}

const names: Record<string, () => string> = {
  arrowleft: () => '←',
  arrowright: () => '→',
  arrowup: () => '↑',
  arrowdown: () => '↓',
  pageup: m.commands_key_page_up,
  pagedown: m.commands_key_page_down,
  home: m.commands_key_home,
  end: m.commands_key_end,
  enter: m.commands_key_enter,
  escape: m.commands_key_escape,
  space: m.commands_key_space,
  delete: m.commands_key_delete,
  backspace: m.commands_key_backspace,
  contextmenu: m.commands_key_menu,
  '-': () => '−',
};

/** A pattern as people here write it. */
export function inWords(pattern: string, apple = onApple): string {
  const { mod, shift, key } = parse(pattern);
  const last = names[key]?.() ?? key.replace(/^digit/, '').toUpperCase();
  if (apple) return `${shift ? '⇧' : ''}${mod ? '⌘' : ''}${last}`;
  return [...(mod ? [m.commands_key_ctrl()] : []), ...(shift ? [m.commands_key_shift()] : []), last].join(' ');
}
