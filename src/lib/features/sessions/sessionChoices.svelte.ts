const KEY = 'throughline-session';

interface Kept {
  /** Whether the agenda is unfolded. */
  agenda: boolean;
  /** Whether the time is announced. */
  time: boolean;
  /** Whether a sound says that the time runs out. */
  sound: boolean;
}

/** How somebody wants to follow a session: each decides alone, on this device. */
export class SessionChoices {
  #kept = $state.raw<Kept>(read());

  get agenda(): boolean {
    return this.#kept.agenda;
  }

  get time(): boolean {
    return this.#kept.time;
  }

  get sound(): boolean {
    return this.#kept.sound;
  }

  keep(what: keyof Kept, is: boolean): void {
    if (this.#kept[what] === is) return;
    this.#kept = { ...this.#kept, [what]: is };
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#kept));
    } catch {
      // A browser that keeps nothing forgets it with the page.
    }
  }
}

function read(): Kept {
  const usual: Kept = { agenda: matchMedia('(min-width: 1000px)').matches, time: true, sound: false };
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Kept>) };
  } catch {
    return usual;
  }
}
