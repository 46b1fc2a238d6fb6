export const IDENTIFIER_KINDS = ['nhsNumber', 'upn', 'dateOfBirth', 'postcode', 'email'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

export function isIdentifierKind(value: unknown): value is IdentifierKind {
  return (IDENTIFIER_KINDS as readonly unknown[]).includes(value);
}

/** High is held back where a partnership asks for it; low is only pointed out. */
export type Confidence = 'high' | 'low';

/** Something in a text that names one person, or where they live. From and to in UTF-16 units. */
export interface Finding {
  kind: IdentifierKind;
  confidence: Confidence;
  from: number;
  to: number;
}

/** Looks for one kind. Pure, and in time that grows with the text and no faster. */
export type Detector = (text: string) => Finding[];
