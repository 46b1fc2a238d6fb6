import type { Attachment } from 'svelte/attachments';
import type { Hands as CommandHands } from '../commands/command';
import { commandFor } from '../commands/commandList';
import type { Held } from './pointers';
import { stopFollowing } from '../stopFollowing';

interface Hands extends CommandHands {
  held: Held;
  /** What the clipboard holds, as far as a board can use it. False when it is nothing. */
  paste: (data: DataTransfer) => boolean;
  copy: (data: DataTransfer) => boolean;
  cut: (data: DataTransfer) => boolean;
}

/** Brings keys and the clipboard to the board. What is typed in a field stays there. */
export function keyboard(hands: Hands): Attachment<HTMLElement> {
  return (root) => {
    const listening = new AbortController();
    const options = { signal: listening.signal };
    window.addEventListener('keydown', () => (hands.toolbox.canvas.byKeys = true), { ...options, capture: true });
    window.addEventListener('keydown', (event) => pressed(event, root, hands), options);
    window.addEventListener('keyup', (event) => event.key === ' ' && (hands.held.space = false), options);
    window.addEventListener('blur', () => (hands.held.space = false), options);
    root.addEventListener('contextmenu', (event) => menuAsked(event, hands), options);
    document.addEventListener('paste', (event) => pasted(event, root, hands), options);
    document.addEventListener('copy', (event) => clipped(event, root, hands.copy), options);
    document.addEventListener('cut', (event) => clipped(event, root, hands.cut), options);
    return () => listening.abort();
  };
}

function pressed(event: KeyboardEvent, root: HTMLElement, hands: Hands): void {
  const { toolbox } = hands;
  const place = placeOf(event.target, root);
  if (event.defaultPrevented || event.isComposing || closesPopover(event)) return;
  if (place === 'elsewhere') return stopFollowing(toolbox.canvas.editor, event);
  const mod = event.ctrlKey || event.metaKey;
  const press = { key: event.key, code: event.code, shift: event.shiftKey, mod, alt: event.altKey };
  const command = commandFor(press, { singleKeys: toolbox.canvas.settings.singleKeys, later: hands.later });
  if (!command || (place === 'tools' && !command.anywhere)) return;
  event.preventDefault();
  if (command.id === 'choose') {
    // Held down, the space bar pushes the board; pressed alone on an item, it chooses.
    if (!event.repeat && place === 'board' && isItem(event.target)) command.run(toolbox.canvas, hands);
    hands.held.space = !isItem(event.target);
    return;
  }
  if (command.can(toolbox.canvas)) command.run(toolbox.canvas, hands);
}

/** Escape closes what is open before it does anything else. */
function closesPopover({ key }: KeyboardEvent): boolean {
  return key === 'Escape' && document.querySelector(':popover-open') !== null;
}

/**
 * The menu key of some systems comes as this event only. The right button keeps the browser's menu; a long press opens
 * ours when the finger is lifted, so the browser's must not come first.
 */
function menuAsked(event: MouseEvent, hands: Hands): void {
  const isTouch = event instanceof PointerEvent && /touch|pen/u.test(event.pointerType);
  if (isTouch && isOnBoard(event.target)) event.preventDefault();
  const byPointer = event.button === 2 || isTouch;
  if (byPointer || event.defaultPrevented || !isItem(event.target) || isField(event.target)) return;
  event.preventDefault();
  hands.openMenu();
}

function pasted(event: ClipboardEvent, root: HTMLElement, { toolbox, paste }: Hands): void {
  const data = event.clipboardData;
  if (placeOf(event.target, root) !== 'board' || toolbox.canvas.editor.readOnly || !data) return;
  if (paste(data)) event.preventDefault();
}

/** Words that are marked on the page are copied as they are. */
function clipped(event: ClipboardEvent, root: HTMLElement, take: (data: DataTransfer) => boolean): void {
  const data = event.clipboardData;
  if (!data || placeOf(event.target, root) !== 'board' || getSelection()?.isCollapsed === false) return;
  if (take(data)) event.preventDefault();
}

/** Where on the page something happened. Fields, menus and dialogs keep their keys. */
function placeOf(target: EventTarget | null, root: HTMLElement): 'board' | 'tools' | 'elsewhere' {
  if (target === document.body) return root.ownerDocument.querySelector('dialog[open]') ? 'elsewhere' : 'board';
  if (!(target instanceof Element)) return 'elsewhere';
  if (target.id === 'main') return 'board';
  if (!root.contains(target)) return 'elsewhere';
  if (target.closest('textarea, input, select, dialog, [popover]')) return 'elsewhere';
  return target.closest('.scene') ? 'board' : 'tools';
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('textarea, input') !== null;
}

/** The surface has the pointer while it is down, whatever lies under it. */
function isOnBoard(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.surface') !== null && !isField(target);
}

function isItem(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-item]') !== null;
}
