import { pictureBox } from '$lib/domain/boards/geometry/pictureBox';
import type { Where } from '$lib/domain/boards/operations/planNewCards';
import { planNewPicture } from '$lib/domain/boards/operations/planNewPicture';
import { PICTURE_TYPES } from '$lib/domain/uploads/picture';
import { m } from '$lib/messages/messages.js';
import type { BoardEditor } from '../editor.svelte';
import type { Prepared, ReadyPicture } from './preparePicture';

/** How sending went. */
export type SendResult = { is: 'kept'; file: string } | { is: 'refused'; words: string };

/** What the board's page gives: where its files are, and how a new one gets there. */
export interface PictureDesk {
  /** What the board is called. */
  title(): string;
  addressOf(file: string): string;
  /** Tells how much has gone, from 0 to 1. Rejects when the server was not reached, and once `signal` says so. */
  send(picture: Blob, how: { told: (part: number) => void; signal: AbortSignal }): Promise<SendResult>;
}

/** What is asked about the picture that is next: it is read, shown, sent. */
export type PictureStage =
  | { is: 'reading' }
  | { is: 'unreadable'; words: string }
  | { is: 'ready'; picture: ReadyPicture; problem: string | null }
  | { is: 'sending'; picture: ReadyPicture; part: number };

interface Asked {
  files: readonly File[];
  where: () => Where;
  /** Called with the picture's id once it is on the board, with null when nothing came of it. */
  after: (id: string | null) => void;
}

/**
 * Putting pictures on the board, from the file to the item. Each is described before it goes anywhere; until then, and when
 * sending fails, it stays here and can be tried again.
 */
export class Pictures {
  /** Reactive: which of how many is asked about; null while nothing is. */
  stage = $state.raw<PictureStage | null>(null);
  at = $state(0);
  count = $state(0);
  readonly #editor: BoardEditor;
  readonly #desk: PictureDesk;
  #asked: Asked | null = null;
  #added: string | null = null;
  #sending: AbortController | null = null;
  #turn = 0;

  constructor(editor: BoardEditor, desk: PictureDesk) {
    this.#editor = editor;
    this.#desk = desk;
  }

  /** What the board is called, for pictures of it. */
  get title(): string {
    return this.#desk.title();
  }

  addressOf(file: string): string {
    return this.#desk.addressOf(file);
  }

  /** Opens the question about files that were picked, pasted or dropped. Does nothing while another is open. */
  offer(files: readonly File[], where: () => Where, after: Asked['after'] = () => undefined): void {
    if (this.#editor.readOnly || files.length === 0 || this.stage) return;
    this.#asked = { files, where, after };
    this.#added = null;
    this.count = files.length;
    this.#read(0);
  }

  /** Lets one choose files on this device. */
  pick(where: () => Where, after?: Asked['after']): void {
    if (this.#editor.readOnly) return;
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.accept = PICTURE_TYPES.join(',');
    input.addEventListener('change', () => this.offer([...(input.files ?? [])], where, after));
    input.click();
  }

  /** Sends the picture that is shown and puts it on the board with these words. */
  async add(alt: string): Promise<void> {
    const { stage } = this;
    if (stage?.is !== 'ready') return;
    const { picture } = stage;
    const sending = new AbortController();
    this.#sending = sending;
    this.stage = { is: 'sending', picture, part: 0 };
    const told = (part: number) => {
      if (this.stage?.is === 'sending') this.stage = { is: 'sending', picture, part };
    };
    const result = await this.#desk.send(picture.blob, { told, signal: sending.signal }).catch(() => null);
    if (sending.signal.aborted) return;
    if (result?.is === 'kept' && !this.#editor.readOnly) this.#put(picture, { file: result.file, alt });
    else {
      const words = result?.is === 'refused' ? result.words : m.pictures_not_reached();
      this.stage = { is: 'ready', picture, problem: words };
    }
  }

  /** Goes on with the next file without this one. */
  skip(): void {
    this.#release();
    this.#read(this.at + 1);
  }

  /** Closes the question; what is not on the board yet stays off it. */
  close(): void {
    const { after } = this.#asked ?? {};
    this.#release();
    this.#asked = null;
    this.stage = null;
    after?.(this.#added);
  }

  #read(at: number): void {
    const file = this.#asked?.files[at];
    if (!file) return this.close();
    this.at = at;
    this.stage = { is: 'reading' };
    const turn = ++this.#turn;
    void prepare(file).then((prepared) => {
      if (turn !== this.#turn) return prepared.is === 'ready' ? prepared.picture.free() : undefined;
      this.stage = prepared.is === 'ready' ? { ...prepared, problem: null } : prepared;
    });
  }

  #put(picture: ReadyPicture, { file, alt }: { file: string; alt: string }): void {
    const editor = this.#editor;
    const { width, height } = picture;
    const draft = { file, alt, size: pictureBox(width, height), by: editor.me.id };
    const where = this.#asked?.where() ?? { endOf: null };
    const image = planNewPicture(editor.model.view, { ...draft, where }, editor.surroundings);
    editor.step(() => editor.board.addDrawings([image], editor.origin));
    editor.selection.set([image.id]);
    editor.said = m.pictures_said_added();
    this.#added = image.id;
    this.#release();
    this.#read(this.at + 1);
  }

  #release(): void {
    this.#turn++;
    this.#sending?.abort();
    this.#sending = null;
    if (this.stage && 'picture' in this.stage) this.stage.picture.free();
  }
}

/** What reads pictures comes with the first of them. */
async function prepare(file: File): Promise<Prepared> {
  try {
    return await (await import('./preparePicture')).preparePicture(file);
  } catch {
    return { is: 'unreadable', words: m.pictures_not_loaded() };
  }
}

/** The files among what was pasted or dropped. */
export function filesOn(data: DataTransfer): File[] {
  return [...data.files];
}
