import type { SubmitFunction } from '@sveltejs/kit';

/** A form on its way: busy while the server answers, then back to what was typed, with the focus on what is wrong. */
export class FormProgress {
  busy = $state(false);

  /** For `use:enhance`. */
  readonly submit: SubmitFunction = ({ formElement }) => {
    this.busy = true;
    return async ({ update }) => {
      await update({ reset: false });
      this.busy = false;
      formElement.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    };
  };
}
