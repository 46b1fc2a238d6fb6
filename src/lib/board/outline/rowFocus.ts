/** Parts of a row or section that can hold the focus; each carries `data-part`. */
export type Part = 'text' | 'prompt' | 'move' | 'more' | 'check' | 'add' | 'picture';

/** What had the focus before a change, and where it stood on screen. */
export interface Held {
  item: string;
  part: Part;
  selection: [start: number, end: number, direction: 'forward' | 'backward' | 'none'] | null;
  /** Distance from the top of the window, px. */
  top: number;
  /** Rows that follow and go before, nearest first, for when this one goes. */
  near: readonly string[];
  /** The section it is in. */
  section: string | null;
}

/** Notes what has the focus in the outline; null when nothing of a row or section has. */
export function hold(root: HTMLElement): Held | null {
  const active = root.ownerDocument.activeElement;
  if (!(active instanceof HTMLElement) || !root.contains(active)) return null;
  const owner = active.closest<HTMLElement>('[data-item]');
  const part = active.closest<HTMLElement>('[data-part]')?.dataset['part'];
  if (!owner?.dataset['item'] || !part) return null;
  return {
    item: owner.dataset['item'],
    part: part as Part,
    selection: selectionOf(active),
    top: owner.getBoundingClientRect().top,
    near: owner.tagName === 'LI' ? [...siblings(owner, 'next'), ...siblings(owner, 'previous')] : [],
    section: owner.closest<HTMLElement>('section')?.dataset['item'] ?? null,
  };
}

/** Whether the focus has fallen out of the page: what held it is gone or was moved. */
export function focusIsLost(root: HTMLElement): boolean {
  const { activeElement, body } = root.ownerDocument;
  return activeElement === null || activeElement === body;
}

/** Puts the focus on a part of an item's row or section; on its text when it has no such part. False: not there. */
export function focusPart(root: HTMLElement, item: string, part: Part): boolean {
  const row = root.querySelector<HTMLElement>(`[data-item="${CSS.escape(item)}"]`);
  const target = row && (partOf(row, part) ?? partOf(row, 'text') ?? partOf(row, 'more'));
  if (!target) return false;
  target.focus();
  return true;
}

/** The same without scrolling, with the writer's selection as it was and the row where it was on screen. */
export function giveBack(root: HTMLElement, scroller: HTMLElement, held: Held): boolean {
  const row = root.querySelector<HTMLElement>(`[data-item="${CSS.escape(held.item)}"]`);
  const target = row && partOf(row, held.part);
  if (!target) return false;
  target.focus({ preventScroll: true });
  if (held.selection && isTextField(target)) target.setSelectionRange(...held.selection);
  keepPlace(root, scroller, held);
  return true;
}

/** Scrolls so that what has the focus is where it was on screen, whatever came or went above it. */
export function keepPlace(root: HTMLElement, scroller: HTMLElement, { item, top }: Held): void {
  const row = root.querySelector<HTMLElement>(`[data-item="${CSS.escape(item)}"]`);
  if (row) scroller.scrollTop += row.getBoundingClientRect().top - top;
}

/** Every field in the order of the page, for going up and down with the arrows. */
export function fieldBeside(root: HTMLElement, from: HTMLElement, step: -1 | 1): HTMLElement | null {
  const fields = [...root.querySelectorAll<HTMLElement>('[data-text], [data-part="add"]')];
  return fields[fields.indexOf(from) + step] ?? null;
}

function partOf(row: HTMLElement, part: Part): HTMLElement | null {
  return row.querySelector<HTMLElement>(`[data-part="${part}"]`);
}

function siblings(row: HTMLElement, way: 'next' | 'previous'): string[] {
  const sibling = way === 'next' ? row.nextElementSibling : row.previousElementSibling;
  const id = sibling instanceof HTMLElement ? sibling.dataset['item'] : undefined;
  return id === undefined ? [] : [id];
}

function selectionOf(element: HTMLElement): Held['selection'] {
  if (!isTextField(element)) return null;
  const { selectionStart, selectionEnd, selectionDirection } = element;
  return [selectionStart ?? 0, selectionEnd ?? 0, selectionDirection ?? 'none'];
}

function isTextField(element: HTMLElement): element is HTMLTextAreaElement | HTMLInputElement {
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === 'text');
}

/** Which part of its row a button is, so that the focus can go along when the row moves. */
export function partOfAnchor(anchor: HTMLElement): Part {
  return (anchor.closest<HTMLElement>('[data-part]')?.dataset['part'] ?? 'text') as Part;
}
