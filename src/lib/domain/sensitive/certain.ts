import type { Finding } from './finding.ts';
import type { IdentifierRule } from './identifierRule.ts';
import type { ScanOptions } from './scan.ts';
import { scan } from './scan.ts';

/** What in words that are not on a board yet must not go there; undefined where nothing is certain or the rule is to warn. */
export function certainIn(
  words: string,
  { rule, ...options }: ScanOptions & { rule: IdentifierRule },
): Finding | undefined {
  return rule === 'hold' ? scan(words, options).find(({ confidence }) => confidence === 'high') : undefined;
}
