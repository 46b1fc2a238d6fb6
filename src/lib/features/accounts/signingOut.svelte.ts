import type { SubmitFunction } from '@sveltejs/kit';
import { countUnsent } from '$lib/sync/countUnsent';
import { forgetCopies } from '$lib/sync/forgetCopies';
import { forgetPages } from './keptPages';

/**
 * Signing out of this browser: first the person's copies of documents and the pages kept for offline use go. When
 * they hold changes that were never sent, the person is asked before.
 */
export class SigningOut {
  /** Changes that would be lost; 0 when nothing is asked. */
  unsent = $state(0);
  #personId: () => string;
  #agreed = false;
  #form: HTMLFormElement | null = null;

  constructor(personId: () => string) {
    this.#personId = personId;
  }

  /** For `use:enhance`. */
  readonly submit: SubmitFunction = async ({ formElement, cancel }) => {
    this.#form = formElement;
    const unsent = this.#agreed ? 0 : await countUnsent(this.#personId());
    if (unsent > 0) {
      cancel();
      this.unsent = unsent;
      return;
    }
    await Promise.allSettled([forgetCopies(this.#personId()), forgetPages()]);
  };

  agree(): void {
    this.#agreed = true;
    this.unsent = 0;
    this.#form?.requestSubmit();
  }

  stay(): void {
    this.unsent = 0;
  }
}
