import type { TextChange } from '$lib/domain/boards/textChange';

/** Words that stand in the writer's field and not in the document. `at` is where in the shared text, in UTF-16 units. */
export interface Stretch {
  at: number;
  text: string;
}

/** In order, and no two at one place. What others insert right there comes after it: held words go on from the left. */
export type Held = readonly Stretch[];

/** A text as its writer has it: what everyone shares, and what is held back. */
export interface Words {
  shared: string;
  held: Held;
}

/** A stretch of the writer's text, in UTF-16 units. */
export interface Range {
  from: number;
  to: number;
}

/** Whether a unit of the text is in the document, held back, or was put in just now. */
export type Standing = 'shared' | 'held' | 'new';

/** A text after a local change, unit by unit. */
export interface Letters {
  text: string;
  standing: readonly Standing[];
}

/** What a local change comes to. */
export interface Outcome extends Words {
  /** For the document, each placed in the shared text as the ones before it left it. */
  out: readonly TextChange[];
}

/** The text as its writer sees it. */
export function localText({ shared, held }: Words): string {
  let text = '';
  let from = 0;
  for (const { at, text: words } of held) {
    text += shared.slice(from, at) + words;
    from = at;
  }
  return text + shared.slice(from);
}

/** Where held words stand in the writer's text. */
export function heldRanges(held: Held): Range[] {
  let before = 0;
  return held.map(({ at, text }) => {
    const from = at + before;
    before += text.length;
    return { from, to: from + text.length };
  });
}

/** A place of the shared text in the writer's: after what is held there. */
export function toLocal(held: Held, place: number): number {
  return held.reduce((sum, { at, text }) => (at <= place ? sum + text.length : sum), place);
}

/** A place of the writer's text in the shared one. Within held words, it is where they stand. */
export function toShared(held: Held, place: number): number {
  let before = 0;
  for (const { from, to } of heldRanges(held)) {
    if (place <= from) break;
    before += Math.min(place, to) - from;
  }
  return place - before;
}

/** Changes that others made to the shared text: where held words stand then, and the same changes in the writer's text. */
export function withRemote(held: Held, changes: readonly TextChange[]): { held: Held; local: TextChange[] } {
  let now = held;
  const local: TextChange[] = [];
  for (const { at, remove, insert } of changes) {
    let left = remove;
    // What is held within a removed stretch stays: the removal falls into parts.
    while (left > 0) {
      const next = now.find((stretch) => stretch.at > at && stretch.at < at + left);
      const part = next ? next.at - at : left;
      local.push({ at: toLocal(now, at), remove: part, insert: '' });
      now = moved(now, at, -part);
      left -= part;
    }
    if (insert === '') continue;
    local.push({ at: toLocal(now, at), remove: 0, insert });
    now = moved(now, at, insert.length);
  }
  return { held: now, local };
}

/** Stretches behind a place, moved by so much. Those that meet become one. */
function moved(held: Held, place: number, by: number): Held {
  return joined(
    held.map((stretch) => (stretch.at > place ? { ...stretch, at: Math.max(place, stretch.at + by) } : stretch)),
  );
}

/** Puts together what stands at one place. */
export function joined(held: Held): Held {
  const all: Stretch[] = [];
  for (const { at, text } of held) {
    const last = all.at(-1);
    if (last?.at === at) last.text += text;
    else if (text !== '') all.push({ at, text });
  }
  return all;
}

/** What stands where in the writer's text after a change to it. */
export function lettersAfter(words: Words, { at, remove, insert }: TextChange): Letters {
  const text = localText(words);
  const standing = Array.from({ length: text.length }, (): Standing => 'shared');
  for (const { from, to } of heldRanges(words.held)) standing.fill('held', from, to);
  standing.splice(at, remove, ...Array.from({ length: insert.length }, (): Standing => 'new'));
  return { text: text.slice(0, at) + insert + text.slice(at + remove), standing };
}

/**
 * Makes a change in the writer's text. Of what is not shared yet, `stays` says for each unit whether it is held back;
 * the rest goes out.
 */
export function withLocal(words: Words, change: TextChange, stays: (letters: Letters) => readonly boolean[]): Outcome {
  const letters = lettersAfter(words, change);
  const kept = stays(letters);
  const gone = sharedWithin(words, change);
  const writing = new Writing();
  for (let index = 0; index < letters.text.length; index++) {
    if (index === change.at) writing.remove(gone);
    const letter = letters.text.charAt(index);
    if (letters.standing[index] === 'shared') writing.pass(letter);
    else if (kept[index]) writing.hold(letter);
    else writing.send(letter);
  }
  if (change.at >= letters.text.length) writing.remove(gone);
  return writing.outcome;
}

/** How many units of a removed stretch are shared. */
function sharedWithin({ held }: Words, { at, remove }: TextChange): number {
  return toShared(held, at + remove) - toShared(held, at);
}

/** Goes through a text from its beginning and notes what becomes of it. */
class Writing {
  #shared = '';
  #held: Stretch[] = [];
  #out: TextChange[] = [];

  get outcome(): Outcome {
    return { shared: this.#shared, held: this.#held, out: this.#out };
  }

  pass(letter: string): void {
    this.#shared += letter;
  }

  hold(letter: string): void {
    const last = this.#held.at(-1);
    if (last?.at === this.#shared.length) last.text += letter;
    else this.#held.push({ at: this.#shared.length, text: letter });
  }

  send(letter: string): void {
    const last = this.#out.at(-1);
    if (last && last.at + last.insert.length === this.#shared.length) last.insert += letter;
    else this.#out.push({ at: this.#shared.length, remove: 0, insert: letter });
    this.#shared += letter;
  }

  remove(count: number): void {
    if (count > 0) this.#out.push({ at: this.#shared.length, remove: count, insert: '' });
  }
}
