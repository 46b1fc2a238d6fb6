import { AnnounceSetting } from '../announce/announceSetting.svelte';

const KEYS = {
  singleKeys: 'throughline.board.singleKeys',
  pointers: 'throughline.board.pointers',
  map: 'throughline.board.map',
} as const;

/** One person's choices for boards on this device. A browser that keeps nothing forgets them with the page. */
export class BoardSettings {
  /** Whether others' changes are told. */
  readonly announce = new AnnounceSetting();
  #singleKeys = $state(read(KEYS.singleKeys) ?? true);
  #pointers = $state(read(KEYS.pointers) ?? true);
  #map = $state(read(KEYS.map));

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

  /** Whether the map is kept open; null until one has chosen. */
  get map(): boolean | null {
    return this.#map;
  }

  set map(on: boolean) {
    this.#map = on;
    write(KEYS.map, on);
  }
}

/** Null when nothing was chosen. */
function read(key: string): boolean | null {
  try {
    const kept = localStorage.getItem(key);
    return kept === null ? null : kept !== 'off';
  } catch {
    return null; // storage is forbidden here: the choice then lasts as long as the page
  }
}

function write(key: string, on: boolean): void {
  try {
    localStorage.setItem(key, on ? 'on' : 'off');
  } catch {
    // As above.
  }
}
