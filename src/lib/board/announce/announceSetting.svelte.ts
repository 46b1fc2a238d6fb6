const KEY = 'throughline.announceOthers';

/** Whether this person wants to be told what others change. Kept on this device; on until turned off. */
export class AnnounceSetting {
  #others = $state(read());

  get others(): boolean {
    return this.#others;
  }

  set others(wanted: boolean) {
    this.#others = wanted;
    write(wanted);
  }
}

function read(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'no';
  } catch {
    return true; // no storage here: the choice then lasts as long as the page
  }
}

function write(wanted: boolean): void {
  try {
    localStorage.setItem(KEY, wanted ? 'yes' : 'no');
  } catch {
    // Kept for this page only, which is what the person sees.
  }
}
