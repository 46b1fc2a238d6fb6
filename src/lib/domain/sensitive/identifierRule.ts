/**
 * What a partnership does about identifiers that are certain: point them out, or hold them back so that they never
 * leave their writer's machine.
 */
export const IDENTIFIER_RULES = ['hold', 'warn'] as const;
export type IdentifierRule = (typeof IDENTIFIER_RULES)[number];

/** Until a convener chooses otherwise. */
export const DEFAULT_IDENTIFIER_RULE: IdentifierRule = 'hold';

export function isIdentifierRule(value: unknown): value is IdentifierRule {
  return (IDENTIFIER_RULES as readonly unknown[]).includes(value);
}
