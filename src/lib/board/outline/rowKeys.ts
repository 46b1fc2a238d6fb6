/** What a key asks of a card's field. Null: leave it to the browser. */
export type RowCommand =
  | 'newBelow'
  | 'removeEmpty'
  | 'before'
  | 'after'
  | 'moveUp'
  | 'moveDown'
  | 'moveToZone'
  | 'takeOff'
  | 'undo'
  | 'redo'
  | null;

export interface KeyPress {
  key: string;
  /** Physical key: with Alt, some keyboards write another letter. */
  code: string;
  shift: boolean;
  alt: boolean;
  /** Ctrl, or the Command key on a Mac. */
  command: boolean;
  /** An input method is at work: every key is its own. */
  composing: boolean;
}

/** What the field looks like as the key comes down. Asked only when it matters, since it measures the page. */
export interface FieldView {
  empty: () => boolean;
  onFirstLine: () => boolean;
  onLastLine: () => boolean;
}

/** Reads an event once. */
export function pressOf(event: KeyboardEvent): KeyPress {
  const { key, code, shiftKey: shift, altKey: alt, isComposing, keyCode } = event;
  return { key, code, shift, alt, command: event.ctrlKey || event.metaKey, composing: isComposing || keyCode === 229 };
}

/** The key's meaning in the field of a card. */
export function rowCommand(press: KeyPress, field: FieldView): RowCommand {
  if (press.composing) return null;
  if (press.command && press.shift && !press.alt && press.key === 'Backspace') return 'takeOff';
  if (press.command) return historyCommand(press);
  if (press.alt) return altCommand(press);
  if (press.shift) return null;
  if (press.key === 'Enter') return 'newBelow';
  if (press.key === 'Backspace') return field.empty() ? 'removeEmpty' : null;
  if (press.key === 'ArrowUp') return field.onFirstLine() ? 'before' : null;
  if (press.key === 'ArrowDown') return field.onLastLine() ? 'after' : null;
  return null;
}

/** Undo and redo, as every program has them. */
export function historyCommand({ key, shift, alt, command }: KeyPress): 'undo' | 'redo' | null {
  if (!command || alt) return null;
  const letter = key.toLowerCase();
  if (letter === 'z') return shift ? 'redo' : 'undo';
  return letter === 'y' && !shift ? 'redo' : null;
}

function altCommand({ key, code, shift }: KeyPress): RowCommand {
  if (shift) return null;
  if (key === 'ArrowUp') return 'moveUp';
  if (key === 'ArrowDown') return 'moveDown';
  return code === 'KeyM' ? 'moveToZone' : null;
}
