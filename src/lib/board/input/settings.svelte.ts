import { AnnounceSetting } from '../announce/announceSetting.svelte';

const KEYS = { singleKeys: 'throughline.board.singleKeys', pointers: 'throughline.board.pointers' } as const;

/** One person's choices for boards on this device. A browser that keeps nothing forgets them with the page. */
export class BoardSettings {
  /** Whether others' changes are told. */
  readonly announce = new AnnounceSetting();
  #singleKeys = $state(read(KEYS.singleKeys));
  #pointers = $state(read(KEYS.pointers));

  /** Whether a single letter does something while no text is being written. */
  get singleKeys(): boolean {
    return this.#singleKeys;
  }

  set singleKeys(on: boolean) {
    this.#singleKeys = on;
    write(KEYS.singleKeys, on);
  }

  /** Whether other people's pointers are shown. */
  get pointers(): boolean {
    return this.#pointers;
  }

  set pointers(on: boolean) {
    this.#pointers = on;
    write(KEYS.pointers, on);
  }
}

function read(key: string): boolean {
  try {
    return localStorage.getItem(key) !== 'off';
  } catch {
    return true; // storage is forbidden here: the choice then lasts as long as the page
  }
}

function write(key: string, on: boolean): void {
  try {
    localStorage.setItem(key, on ? 'on' : 'off');
  } catch {
    // As above.
  }
}
