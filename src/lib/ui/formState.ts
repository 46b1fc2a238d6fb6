/** A form that was refused: what was typed, what is wrong with which field, or with the whole. Words are ready to show. */
export interface FormState {
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  problem: string | null;
}

/** What a page's action answered, when it was a refusal; null when all went well, or nothing was asked. */
export function formStateOf(answer: object | null): FormState | null {
  return answer && 'errors' in answer ? (answer as FormState) : null;
}
