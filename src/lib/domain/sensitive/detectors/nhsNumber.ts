import type { Finding } from '../finding.ts';
import { around, SEPARATOR } from './characters.ts';

const SHAPE = new RegExp(`(^|\\D)(\\d{3})(${SEPARATOR}?)(\\d{3})(${SEPARATOR}?)(\\d{4})(?!\\d)`, 'g');
const EXPLAINED = /\b(nhs|patients?|numbers?)\b/i;

/** Whether ten digits are an NHS number: the last is their check digit (NHS Data Dictionary, modulus 11). */
export function isNhsNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits) || /^(\d)\1{9}$/.test(digits)) return false; // all ten repeated digits pass the sum
  let total = 0;
  for (let place = 0; place < 9; place++) total += Number(digits[place]) * (10 - place);
  const check = 11 - (total % 11);
  return check !== 10 && check % 11 === Number(digits[9]);
}

/**
 * NHS numbers. One in eleven numbers of ten digits passes, so only those grouped 3-3-4, or with a word that explains
 * them beside, count as certain.
 */
export function findNhsNumbers(text: string): Finding[] {
  const found: Finding[] = [];
  for (const match of text.matchAll(SHAPE)) {
    const [whole, before = '', first = '', gap, second = '', otherGap, last = ''] = match;
    if (!isNhsNumber(first + second + last)) continue;
    const [from, to] = [match.index + before.length, match.index + whole.length];
    const isGrouped = gap !== '' && otherGap !== '';
    const isCertain = isGrouped || EXPLAINED.test(around(text, from, to));
    found.push({ kind: 'nhsNumber', confidence: isCertain ? 'high' : 'low', from, to });
  }
  return found;
}
