import type { Attachment } from 'svelte/attachments';
import type { Toolbox } from '../tools/toolbox.svelte';
import { commandFor } from './keys';
import type { Command } from './keys';
import type { Held } from './pointers';
import { stopFollowing } from '../stopFollowing';
import { runCommand } from './runCommand';

interface Hands {
  toolbox: Toolbox;
  held: Held;
  openMoveMenu: () => void;
  openMenu: () => void;
  paste: (text: string) => void;
}

/** Commands that make sense wherever on the board page the focus is; the others need it on the board itself. */
const ANYWHERE: ReadonlySet<Command['do']> = new Set([
  'undo',
  'redo',
  'fit',
  'actualSize',
  'zoom',
  'addCard',
  'tool',
  'leave',
]);

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
  const command = commandFor(press, toolbox.canvas.settings);
  if (!command || (place === 'tools' && !ANYWHERE.has(command.do))) return;
  event.preventDefault();
  if (command.do === 'toggle') {
    // Held down, the space bar pushes the board; pressed alone on an item, it chooses.
    if (!event.repeat && place === 'board' && isItem(event.target)) runCommand(command, hands);
    hands.held.space = !isItem(event.target);
    return;
  }
  runCommand(command, hands);
}

/** Escape closes what is open before it does anything else. */
function closesPopover({ key }: KeyboardEvent): boolean {
  return key === 'Escape' && document.querySelector(':popover-open') !== null;
}

/** The menu key of some systems comes as this event only. The right button keeps the browser's menu. */
function menuAsked(event: MouseEvent, hands: Hands): void {
  const byPointer = event.button === 2 || (event instanceof PointerEvent && /touch|pen/u.test(event.pointerType));
  if (byPointer || event.defaultPrevented || !isItem(event.target) || isField(event.target)) return;
  event.preventDefault();
  hands.openMenu();
}

function pasted(event: ClipboardEvent, root: HTMLElement, { toolbox, paste }: Hands): void {
  const place = placeOf(event.target, root);
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (place !== 'board' || toolbox.canvas.editor.readOnly || text.trim() === '') return;
  event.preventDefault();
  paste(text);
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

function isItem(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-item]') !== null;
}
