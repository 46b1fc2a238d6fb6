import type { TextChange } from '$lib/domain/boards/textChange';
import type { Held } from './heldWords';
import { joined } from './heldWords';

/**
 * Words that were held and then let go can be taken back by undo: they are held again, not lost. And doing it again
 * lets them go again.
 */
export class Undone {
  #released = new Map<string, readonly string[]>();

  /** Notes what went out of a text when its writer said that it may. */
  release(key: string, out: readonly TextChange[]): void {
    const words = out.flatMap(({ insert }) => (insert === '' ? [] : [insert]));
    if (words.length > 0) this.#released.set(key, words);
  }

  /** What is held after a step back, or one forth, did this to the shared text. */
  after(key: string, changes: readonly TextChange[], held: Held): Held {
    const words = this.#released.get(key);
    if (!words || words.length !== changes.length) return held;
    if (changes.every(({ remove, insert }, nth) => insert === '' && remove === words[nth]?.length)) {
      const back = changes.map(({ at }, nth) => ({ at, text: words[nth] ?? '' }));
      return joined([...held, ...back].sort((a, b) => a.at - b.at));
    }
    if (changes.every(({ remove, insert }, nth) => remove === 0 && insert === words[nth])) {
      return joined(held.map((stretch) => withoutOne(stretch, changes)));
    }
    return held;
  }
}

/** A stretch without the words that were put in right where it stands. */
function withoutOne(stretch: Held[number], changes: readonly TextChange[]): Held[number] {
  const back = changes.find(({ at, insert }) => at === stretch.at && stretch.text.startsWith(insert));
  return back ? { ...stretch, text: stretch.text.slice(back.insert.length) } : stretch;
}
