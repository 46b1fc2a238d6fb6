import type { SubmitFunction } from '@sveltejs/kit';
import { m } from '$lib/messages/messages.js';
import type { FormState } from '$lib/ui/formState';

interface Answers {
  /** It was done. */
  ondone?: () => void;
  /** What was wrong, for the form it was typed into. */
  onrefused: (form: FormState) => void;
}

/** For a form whose action is another page's: this one stays as it is, and is told what came of it. */
export function sending({ ondone, onrefused }: Answers): SubmitFunction {
  return () =>
    ({ result }) => {
      if (result.type === 'success') return ondone?.();
      if (result.type === 'failure') return onrefused(result.data as unknown as FormState);
      const problem = result.type === 'error' ? String(result.error?.message ?? m.error_unexpected()) : null;
      return onrefused({ values: {}, errors: {}, problem });
    };
}
