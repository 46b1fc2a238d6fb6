import { filesOn } from '../pictures/pictures.svelte';
import type { OutlineState } from './outlineState.svelte';

/** Offers the pictures that were pasted or dropped into a zone. False when there are none. */
export function offerPictures(outline: OutlineState, data: DataTransfer | null, zone: string | null): boolean {
  const files = data && data.getData('text/plain').trim() === '' ? filesOn(data) : [];
  if (files.length === 0 || !outline.pictures) return false;
  outline.pictures.offer(files, () => ({ endOf: zone }), goOnAfterPicture(outline, zone));
  return true;
}

/** Goes to the picture's row; when nothing came of it, back to where one was. */
export function goOnAfterPicture(outline: OutlineState, zone: string | null): (id: string | null) => void {
  return (id) => void outline.focus(id ?? zone ?? '', id === null ? 'picture' : 'more');
}
