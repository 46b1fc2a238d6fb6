/** A form that was refused: what was typed, what is wrong with which field, or with the whole. Words are ready to show. */
export interface FormState {
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  problem: string | null;
}
