import type { Finding } from '../finding.ts';
import { around, touchesWord } from './characters.ts';

const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const DAY = '(?<day>\\d{1,2})';
const YEAR = '\\d{4}|\\d{2}';
const SHAPES = [
  new RegExp(`${DAY}([./-])(?<month>\\d{1,2})\\2(?:${YEAR})`, 'g'),
  new RegExp(`\\d{4}([./-])(?<month>\\d{1,2})\\1${DAY}`, 'g'),
  new RegExp(`${DAY}(?:st|nd|rd|th)?(?: of)?[ -]{1,2}(?:${MONTHS})[,.]?(?:[ -]{1,2}(?:\\d{4}|'\\d{2}))?`, 'gi'),
  new RegExp(`(?:${MONTHS}) ${DAY}(?:st|nd|rd|th)?(?:,? \\d{4})?`, 'gi'),
];
const EXPLAINED = /\b(born(?! (?:of|out|from)\b)|birthdays?|d\.?o\.?b|date of birth)\b/i;

/** Dates of birth: a day and a month, with or without a year, beside a word that says so. Other dates are nothing. */
export function findDatesOfBirth(text: string): Finding[] {
  if (!EXPLAINED.test(text)) return [];
  const found: Finding[] = [];
  for (const shape of SHAPES) {
    for (const { 0: whole, index: from, groups } of text.matchAll(shape)) {
      const to = from + whole.length;
      if (touchesWord(text, from, to) || !isDay(groups?.['day'], groups?.['month'])) continue;
      if (EXPLAINED.test(around(text, from, to))) found.push({ kind: 'dateOfBirth', confidence: 'high', from, to });
    }
  }
  return found;
}

function isDay(day: string | undefined, month = '1'): boolean {
  return Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12;
}
