import type { SubmitFunction } from '@sveltejs/kit';
import { goingOn } from './goOn';

/** A form on its way: busy while the server answers, then back to what was typed, with the focus on what is next. */
export class FormProgress {
  busy = $state(false);

  /** For `use:enhance`. */
  readonly submit: SubmitFunction = (sent) => {
    this.busy = true;
    const goOn = goingOn(sent);
    return async ({ result, update }) => {
      await update({ reset: false });
      this.busy = false;
      goOn(result.type);
    };
  };
}
