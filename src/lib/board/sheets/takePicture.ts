import type { Instant } from '$lib/domain/shared/surroundings';
import { m } from '$lib/messages/messages.js';
import type { BoardEditor } from '../editor.svelte';
import type { Pictures } from '../pictures/pictures.svelte';
import type { Subject } from './sheetContent';
import { contentOf } from './sheetContent';

/** What becomes of a picture. */
export type PictureWay = 'copy' | 'png' | 'svg';

/** Where pictures are taken: on the canvas and in the outline alike. */
export interface PicturePlace {
  editor: BoardEditor;
  pictures: Pictures | null;
}

/** Letters that some system does not take in the name of a file. */
const UNFIT = /[\p{C}\\/:*?"<>|]+/gu;
const LONGEST_NAME = 80;

/** Takes a picture of things and copies or saves it; says how it went. */
export async function takePicture(place: PicturePlace, subject: Subject, way: PictureWay): Promise<void> {
  const { editor, pictures } = place;
  const content = contentOf(editor, subject);
  const draw = async () => {
    // With the page's other code this would be waited for by everyone who opens a board.
    const drawing = await import('./drawSheet');
    const drawn = await drawing.drawSheet(content, pictures);
    return way === 'svg' ? drawing.asSvg(drawn.svg) : drawing.asPng(drawn);
  };
  if (way === 'copy') {
    editor.said = (await putOnClipboard(draw)) ? m.sheets_said_copied() : m.sheets_said_not_copied();
    return;
  }
  try {
    const name = fileName(pictures?.title ?? '', editor.surroundings.now(), way);
    download(await draw(), name);
    editor.said = m.sheets_said_saved({ name });
  } catch {
    editor.said = m.sheets_said_failed();
  }
}

/** Board and day: what one looks for in a folder. */
export function fileName(title: string, now: Instant, ending: 'png' | 'svg'): string {
  const words = title.replace(UNFIT, ' ').replace(/\s+/gu, ' ').trim().replace(/^\.+/, '');
  return `${[...words].slice(0, LONGEST_NAME).join('').trim() || m.sheets_file()} ${now.slice(0, 10)}.${ending}`;
}

/** Asked for at once, while the browser still knows that a person wants it; the picture comes when it is drawn. */
async function putOnClipboard(draw: () => Promise<Blob>): Promise<boolean> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': draw() })]);
    return true;
  } catch {
    return false;
  }
}

function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  const address = URL.createObjectURL(file);
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
