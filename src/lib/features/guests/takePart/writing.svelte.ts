import { cardTextFault } from '$lib/domain/boards/plainBoard';
import type { Finding, IdentifierKind } from '$lib/domain/sensitive/finding';
import { isIdentifierKind } from '$lib/domain/sensitive/finding';
import type { IdentifierRule } from '$lib/domain/sensitive/identifierRule';
import { scan } from '$lib/domain/sensitive/scan';

export interface WritingRules {
  rule: IdentifierRule;
  knownPostcodes: readonly string[];
}

/** Something that was found in the words, with what must happen before they go out. */
export interface Pointed extends Finding {
  what: string;
  /** The words wait until their writer decides. */
  holds: boolean;
}

/**
 * Words for a card while they are written. They are in their box and nowhere else until they are sent; what is certain to
 * name a person keeps them there, as on the board.
 */
export class Writing {
  words = $state('');
  fault = $state<'missing' | 'tooLong' | null>(null);
  #cleared = $state.raw<readonly IdentifierKind[]>([]);
  #rules: () => WritingRules;
  /** A keyboard is in the middle of a word. */
  #composing = false;
  #send: (() => void) | null = null;

  constructor(rules: () => WritingRules, { words = '', cleared = [] as readonly string[] } = {}) {
    this.#rules = rules;
    this.words = words;
    this.#cleared = cleared.filter(isIdentifierKind);
  }

  readonly pointed: readonly Pointed[] = $derived.by(() => {
    const { rule, knownPostcodes } = this.#rules();
    return scan(this.words, { cleared: this.#cleared, knownPostcodes }).map((finding) => ({
      ...finding,
      what: this.words.slice(finding.from, finding.to),
      holds: rule === 'hold' && finding.confidence === 'high',
    }));
  });

  takeOut({ from, to }: Finding): void {
    this.words = `${this.words.slice(0, from).trimEnd()} ${this.words.slice(to).trimStart()}`.trim();
  }

  vouch({ kind }: Finding): void {
    this.#cleared = [...this.#cleared, kind];
  }

  compositionStarted(): void {
    this.#composing = true;
  }

  compositionEnded(): void {
    this.#composing = false;
    const send = this.#send;
    this.#send = null;
    // After the box has its last letters.
    if (send) queueMicrotask(send);
  }

  /** Does it now, or once the word that is being composed is whole. Leaving the box makes it so. */
  whenWhole(box: HTMLElement | null, send: () => void): void {
    if (!this.#composing) return send();
    this.#send = send;
    box?.blur();
  }

  /** The words, once they may go out; null when something is wrong, or waits to be decided. */
  take(): { words: string; cleared: readonly IdentifierKind[] } | null {
    const fault = cardTextFault(this.words);
    this.fault = fault === 'missing' || fault === 'tooLong' ? fault : null;
    if (fault || this.pointed.some(({ holds }) => holds)) return null;
    return { words: this.words.trim(), cleared: this.#cleared };
  }

  empty(): void {
    this.words = '';
    this.#cleared = [];
  }
}
