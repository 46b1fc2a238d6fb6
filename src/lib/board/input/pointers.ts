import type { Attachment } from 'svelte/attachments';
import type { Corner } from '$lib/domain/boards/geometry/resizeBox';
import type { Point } from '$lib/domain/boards/schema';
import type { LineEnd } from '../lines';
import type { Toolbox } from '../tools/toolbox.svelte';
import type { Pointer, Target } from '../tools/toolState';

/** Wheels count in lines or pages on some systems. */
const LINE_PX = 16;
const PAGE_PX = 400;
/** How much one px of a wheel with Ctrl, or of a pinch on a trackpad, zooms. */
const ZOOM_PER_PX = 0.0022;
const PINCH_PER_PX = 0.01;

/** What the page knows about the keys held down. */
export interface Held {
  space: boolean;
}

/** Brings pointers and wheel on the canvas to the tools. */
export function pointers(toolbox: Toolbox, held: Held): Attachment<HTMLElement> {
  return (surface) => {
    const listening = new AbortController();
    const on = <K extends keyof HTMLElementEventMap>(type: K, listener: (event: HTMLElementEventMap[K]) => void) =>
      surface.addEventListener(type, listener, { signal: listening.signal, passive: false });
    const read = (event: MouseEvent): Pointer => pointerOf(event, { surface, toolbox, held });

    on('pointerdown', (event) => {
      if (event.button > 1 || isInField(event)) return;
      if (event.button === 1) event.preventDefault();
      toolbox.canvas.byKeys = false;
      surface.setPointerCapture(event.pointerId);
      const pointer = read(event);
      void pointer.target; // now, since tools ask for it again when things have moved
      toolbox.pointerDown(pointer);
    });
    on('pointermove', (event) => {
      const pointer = read(event);
      toolbox.canvas.pointer = pointer.at;
      if (pointer.by !== 'touch') tellCursor(toolbox, pointer.at);
      toolbox.pointerMove(pointer);
    });
    on('pointerup', (event) => toolbox.pointerUp(read(event)));
    on('pointercancel', (event) => toolbox.pointerLost({ id: event.pointerId }));
    on('pointerleave', () => {
      toolbox.canvas.pointer = null;
      toolbox.canvas.editor.live.present({ cursor: null });
    });
    // A menu that a long press has opened must not take the lifting of that same finger for a tap on it.
    on('touchend', (event) => document.querySelector(':popover-open') !== null && event.preventDefault());
    on('dblclick', (event) => !isInField(event) && toolbox.doubleClick(read(event)));
    on('mousedown', (event) => !isInField(event) && event.preventDefault());
    on('wheel', (event) => {
      event.preventDefault();
      wheel(toolbox, event, placeOn(surface, event));
    });
    return () => listening.abort();
  };
}

function tellCursor({ canvas }: Toolbox, [x, y]: Point): void {
  canvas.editor.live.present({ cursor: [Math.round(x * 10) / 10, Math.round(y * 10) / 10] });
}

function wheel({ canvas: { viewport } }: Toolbox, event: WheelEvent, place: Point): void {
  const unit = event.deltaMode === 1 ? LINE_PX : event.deltaMode === 2 ? PAGE_PX : 1;
  const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
  if (event.ctrlKey || event.metaKey) {
    // A pinch on a trackpad comes as small steps, a wheel as steps of about a hundred.
    const rate = Math.abs(dy) < 40 ? PINCH_PER_PX : ZOOM_PER_PX;
    viewport.zoomAt(place, viewport.camera.zoom * Math.exp(-dy * rate));
  } else if (event.shiftKey && dx === 0) viewport.pan([-dy, 0]);
  else viewport.pan([-dx, -dy]);
}

interface Reading {
  surface: HTMLElement;
  toolbox: Toolbox;
  held: Held;
}

function pointerOf(event: MouseEvent, { surface, toolbox, held }: Reading): Pointer {
  const screen = placeOn(surface, event);
  const { pointerId = 0, pointerType = 'mouse' } = event as Partial<PointerEvent>;
  const at = toolbox.canvas.viewport.toBoard(screen);
  let target: Target | null = null;
  return {
    id: pointerId,
    screen,
    at,
    // Looked for when a tool asks: most movements never do, and looking makes the browser lay the page out.
    get target() {
      return (target ??= targetAt(event, at, toolbox));
    },
    by: pointerType === 'touch' || pointerType === 'pen' ? pointerType : 'mouse',
    pans: event.button === 1 || held.space,
    // A mouse says 0.5 while its button is down, and 0 else.
    pressure: pointerType === 'pen' ? ((event as PointerEvent).pressure ?? 0.5) : 0.5,
    free: event.altKey,
    adds: event.shiftKey || event.ctrlKey || event.metaKey,
  };
}

function placeOn(surface: HTMLElement, { clientX, clientY }: MouseEvent): Point {
  const { left, top } = surface.getBoundingClientRect();
  return [clientX - left, clientY - top];
}

function isInField({ target }: Event): boolean {
  return target instanceof Element && target.closest('textarea, input') !== null;
}

function targetAt({ clientX, clientY, type }: MouseEvent, at: Point, { canvas }: Toolbox): Target {
  // Not event.target: a captured pointer is always on the surface.
  const found = targetOf(document.elementFromPoint(clientX, clientY), (id) => {
    return type !== 'dblclick' && canvas.editor.selection.has(id);
  });
  const isUnder = found.on === 'ground' || (found.on === 'item' && canvas.editor.model.peek(found.id)?.kind === 'zone');
  const painted = isUnder ? canvas.drawn.paintedAt(at) : null;
  return painted === null ? found : { on: 'item', id: painted };
}

/** `isHeld` tells of a zone whether its body can be picked up; else only its head can. */
function targetOf(element: Element | null, isHeld: (zone: string) => boolean): Target {
  const ground: Target = { on: 'ground', zone: null };
  if (!element) return ground;
  const handle = element.closest<HTMLElement>('[data-handle]');
  if (handle?.dataset['handle'] && handle.dataset['of']) {
    return { on: 'handle', id: handle.dataset['of'], corner: handle.dataset['handle'] as Corner };
  }
  const end = element.closest<HTMLElement>('[data-end]');
  if (end?.dataset['end'] && end.dataset['of']) {
    return { on: 'end', id: end.dataset['of'], end: end.dataset['end'] as LineEnd };
  }
  const item = element.closest<HTMLElement>('[data-item]');
  const id = item?.dataset['item'];
  if (!item || !id) return ground;
  const graspable = item.dataset['kind'] !== 'zone' || element.closest('[data-grip]') || isHeld(id);
  return graspable ? { on: 'item', id } : { on: 'ground', zone: id };
}
