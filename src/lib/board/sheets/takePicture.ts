import type { SheetContent } from '$lib/domain/boards/drawing/sheet';
import type { Instant } from '$lib/domain/shared/surroundings';
import { m } from '$lib/messages/messages.js';
import type { EditorToast } from '../aftermath';
import type { BoardEditor } from '../editor.svelte';
import type { Pictures } from '../pictures/pictures.svelte';
import type { Subject } from './sheetContent';
import { contentOf } from './sheetContent';

/** What becomes of a picture. */
export type PictureWay = 'copy' | 'png' | 'svg';

type Said = Pick<EditorToast, 'words' | 'stays'>;

/** Where pictures are taken: on the canvas and in the outline alike. */
export interface PicturePlace {
  editor: BoardEditor;
  pictures: Pictures | null;
}

/** Letters that some system does not take in the name of a file. */
const UNFIT = /[\p{C}\\/:*?"<>|]+/gu;
const LONGEST_NAME = 80;

/** So many things take long enough to draw that one would wonder. */
const MANY = 500;
/** A browser may begin to read a file only after the click that saves it. */
const KEPT_FOR_DOWNLOAD_MS = 60_000;

/** Takes a picture of things and copies or saves it; says how it went. */
export async function takePicture(place: PicturePlace, subject: Subject, way: PictureWay): Promise<void> {
  const { editor, pictures } = place;
  const content = contentOf(editor, subject);
  const say = (said: Said) => (editor.toast = { undo: false, ...said });
  if (content.items.length > MANY) say({ words: m.sheets_drawing() });
  const drawing = draw(content, pictures, way);
  if (way === 'copy') return void say(await putOnClipboard(drawing));
  try {
    const name = fileName(pictures?.title ?? '', editor.surroundings.now(), way);
    download(await drawing, name);
    say({ words: m.sheets_said_saved({ name }) });
  } catch {
    say({ words: m.sheets_said_failed(), stays: true });
  }
}

async function draw(content: SheetContent, pictures: Pictures | null, way: PictureWay): Promise<Blob> {
  // With the page's other code this would be waited for by everyone who opens a board.
  const { asPng, asSvg, drawSheet } = await import('./drawSheet');
  const drawn = await drawSheet(content, pictures);
  return way === 'svg' ? asSvg(drawn.svg) : asPng(drawn);
}

/** Board and day: what one looks for in a folder. */
export function fileName(title: string, now: Instant, ending: 'png' | 'svg'): string {
  const words = title.replace(UNFIT, ' ').replace(/\s+/gu, ' ').trim().replace(/^\.+/, '');
  return `${[...words].slice(0, LONGEST_NAME).join('').trim() || m.sheets_file()} ${now.slice(0, 10)}.${ending}`;
}

/**
 * Asked for at once, while the browser still knows that a person wants it; the picture comes when it is drawn. Returns
 * how it went: a picture that could not be drawn is something else than a browser that lets nothing be copied.
 */
async function putOnClipboard(drawing: Promise<Blob>): Promise<Said> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': drawing })]);
    return { words: m.sheets_said_copied() };
  } catch {
    const isDrawn = await drawing.then(
      () => true,
      () => false,
    );
    return { words: isDrawn ? m.sheets_said_not_copied() : m.sheets_said_failed(), stays: true };
  }
}

function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  const address = URL.createObjectURL(file);
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR_DOWNLOAD_MS);
}
