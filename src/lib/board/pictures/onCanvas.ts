import type { Attachment } from 'svelte/attachments';
import type { Where } from '$lib/domain/boards/operations/planNewCards';
import type { Point } from '$lib/domain/boards/schema';
import { CARD_SIZE } from '$lib/domain/boards/schema';
import type { CanvasState } from '../canvas.svelte';
import { filesOn } from './pictures.svelte';

/** Lets one choose pictures for where the work is. */
export function pickPictures(canvas: CanvasState): void {
  const where = here(canvas);
  canvas.endWriting();
  canvas.pictures?.pick(() => where, goOn(canvas));
}

/** Offers the pictures on the clipboard. False when there are none. */
export function pastePictures(canvas: CanvasState, data: DataTransfer): boolean {
  const files = filesOn(data);
  if (files.length === 0 || !canvas.pictures) return false;
  const where = here(canvas);
  canvas.pictures.offer(files, () => where, goOn(canvas));
  return true;
}

/**
 * Takes files that are dropped on the board, and keeps the browser from opening them instead of the page. `told` says
 * whether some are held over it.
 */
export function drops(canvas: CanvasState, told: (over: boolean) => void): Attachment<HTMLElement> {
  return (root) => {
    const listening = new AbortController();
    const on = (type: 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent, data: DataTransfer) => void) =>
      root.addEventListener(
        type,
        (event) => {
          if (!event.dataTransfer?.types.includes('Files')) return;
          event.preventDefault();
          listener(event, event.dataTransfer);
        },
        { signal: listening.signal },
      );
    const may = () => !canvas.editor.readOnly && canvas.pictures !== null && !root.querySelector('dialog[open]');
    on('dragover', (_, data) => {
      data.dropEffect = may() ? 'copy' : 'none';
      told(may());
    });
    on('dragleave', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && root.contains(relatedTarget))) told(false);
    });
    on('drop', (event, data) => {
      told(false);
      if (!may()) return;
      const { left, top } = root.getBoundingClientRect();
      const point = canvas.viewport.toBoard([event.clientX - left, event.clientY - top]);
      canvas.endWriting();
      canvas.pictures?.offer(filesOn(data), () => ({ point }), goOn(canvas));
    });
    return () => listening.abort();
  };
}

/** Goes to the last picture that was added, or back to where one was. */
function goOn(canvas: CanvasState): (id: string | null) => void {
  return (id) => (id === null ? canvas.focusElement(canvas.focused) : canvas.focus(id));
}

function here({ placing }: CanvasState): Where {
  const place = placing.here;
  if ('zone' in place) return place;
  const middle: Point = [place.point[0] + CARD_SIZE[0] / 2, place.point[1] + CARD_SIZE[1] / 2];
  return { point: middle };
}
