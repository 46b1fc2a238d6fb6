/** What every field of a form is given. */
export interface FieldProps {
  name: string;
  label: string;
  hint?: string;
  /** The sentence that says what is wrong; absent when nothing is. */
  error?: string;
  size?: 'medium' | 'large';
}
