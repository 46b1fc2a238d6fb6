import { SEPARATOR } from '$lib/domain/sensitive/detectors/characters';
import type { Finding } from '$lib/domain/sensitive/finding';
import type { IdentifierRule } from '$lib/domain/sensitive/identifierRule';
import { holdFrom } from '$lib/domain/sensitive/holdFrom';
import type { ScanOptions } from '$lib/domain/sensitive/scan';
import { scan } from '$lib/domain/sensitive/scan';
import type { Letters, Range, Standing } from './heldWords';

export interface HoldRules extends ScanOptions {
  rule: IdentifierRule;
}

/**
 * Which units of a text stay with its writer, of those that are not shared yet. While one writes: what may yet become
 * an identifier, and one just found, until the next letter. Always, where the rule is to hold: what is certain, and
 * what would make it certain in the document.
 *
 * @param caret where one writes; null once the writer has left
 */
export function whatStays(letters: Letters, caret: number | null, rules: HoldRules): boolean[] {
  const { text, standing } = letters;
  const stays = standing.map(() => false);
  const keep = ({ from, to }: Range): void => {
    for (let index = from; index < to; index++) stays[index] = standing[index] !== 'shared';
  };
  const findings = scan(text, rules);
  if (caret !== null) for (const range of waiting(letters, caret, findings)) keep(range);
  if (rules.rule === 'warn') return stays;
  for (const finding of findings) if (finding.confidence === 'high') keep(finding);
  for (const range of telling(letters, stays, rules)) keep(range);
  return stays;
}

/** Digits and what people put between them: while one corrects some in the middle, the others wait. */
const DIGITS = new RegExp(`^(?:\\d|[./]|${SEPARATOR})+$`);

/** What may yet become an identifier. */
function waiting({ text, standing }: Letters, caret: number, findings: readonly Finding[]): Range[] {
  let end = caret;
  while (standing[end] === 'held') end++;
  let start = caret;
  while (start > 0 && standing[start - 1] !== 'shared') start--;
  const ranges: Range[] = [];
  if (end > caret && DIGITS.test(text.slice(start, end))) ranges.push({ from: start, to: end });
  for (const place of new Set([caret, end])) {
    const from = holdFrom(text.slice(0, place));
    if (from !== null) ranges.push({ from, to: end });
  }
  for (const run of runsOf(standing, 'held')) {
    // Elsewhere than at the caret, a wait goes on until the letter after it rules it out.
    const from = run.to < caret || run.from > end ? holdFrom(text.slice(0, run.to + 1)) : null;
    if (from !== null && from < run.to) ranges.push(run);
    const found = findings.find(({ from: start, to }) => to === caret && start < run.to && to >= run.to);
    if (found) ranges.push(found);
  }
  return ranges;
}

/** Words that would make what is in the document already a certain identifier: "number" beside ten digits. */
function telling({ text, standing }: Letters, stays: readonly boolean[], rules: HoldRules): Range[] {
  const free = standing.map((one, index) => (stays[index] === true ? 'shared' : one));
  if (free.every((one) => one === 'shared')) return [];
  const goes = standing.map((one) => one === 'shared');
  const known = certainIn(text, goes, rules);
  const isNews = (going: readonly boolean[]): boolean =>
    certainIn(text, going, rules).some((one) => !known.includes(one));
  const everything = goes.map((going, index) => going || free[index] !== 'shared');
  if (!isNews(everything)) return [];
  // What was put in just now may flow while what was held before it does not, so it is tried first.
  return [...runsOf(free, 'new'), ...runsOf(free, 'held')].filter(({ from, to }) => {
    const tried = goes.map((going, index) => going || (index >= from && index < to));
    if (isNews(tried)) return true;
    goes.fill(true, from, to);
    return false;
  });
}

/** Certain findings in the text that is left when only some units count, as words that tell them apart. */
function certainIn(text: string, counts: readonly boolean[], rules: HoldRules): string[] {
  const left = Array.from({ length: text.length }, (_, index) => (counts[index] ? text.charAt(index) : '')).join('');
  const certain = scan(left, rules).filter(({ confidence }) => confidence === 'high');
  return certain.map(({ kind, from, to }) => `${kind} ${left.slice(from, to)}`);
}

/** The longest stretches that all stand alike. */
function runsOf(standing: readonly Standing[], wanted: Standing): Range[] {
  const runs: Range[] = [];
  for (const [index, one] of standing.entries()) {
    const last = runs.at(-1);
    if (one !== wanted) continue;
    if (last?.to === index) last.to++;
    else runs.push({ from: index, to: index + 1 });
  }
  return runs;
}
