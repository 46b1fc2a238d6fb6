import type { IdentifierKind } from '$lib/domain/sensitive/finding';
import { m } from '$lib/messages/messages.js';

const looks: Record<IdentifierKind, () => string> = {
  nhsNumber: m.sensitive_looks_nhs_number,
  upn: m.sensitive_looks_upn,
  dateOfBirth: m.sensitive_looks_date_of_birth,
  postcode: m.sensitive_looks_postcode,
  email: m.sensitive_looks_email,
};

const taken: Record<IdentifierKind, () => string> = {
  nhsNumber: m.sensitive_taken_nhs_number,
  upn: m.sensitive_taken_upn,
  dateOfBirth: m.sensitive_taken_date_of_birth,
  postcode: m.sensitive_taken_postcode,
  email: m.sensitive_taken_email,
};

/** What something in a text looks like, as a sentence. */
export function looksLike(kind: IdentifierKind): string {
  return looks[kind]();
}

/** What the server took out of somebody's words. Kinds that this page does not know are told all the same. */
export function takenWords(kinds: readonly string[]): string {
  const [kind] = kinds;
  const what = Object.entries(taken).find(([known]) => known === kind)?.[1] ?? m.sensitive_taken_else;
  return m.sensitive_taken({ what: what() });
}
