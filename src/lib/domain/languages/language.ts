/**
 * What participants' pages can be read in, in the order in which they are offered. `en-x-easy` is easy read: English in
 * short sentences, larger, with more space.
 */
export const LANGUAGES = ['en', 'pl', 'ar', 'ro', 'en-x-easy'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Where a browser keeps the choice. It says nothing about who somebody is. */
export const LANGUAGE_COOKIE = 'throughline_language';

/** What a page says of the language it is in. */
export interface Tongue {
  /** Its own name for itself. */
  name: string;
  /** For the `lang` attribute and for dates. */
  tag: string;
  dir: 'ltr' | 'rtl';
}

const TONGUES: Readonly<Record<Language, Tongue>> = {
  en: { name: 'English', tag: 'en-GB', dir: 'ltr' },
  pl: { name: 'Polski', tag: 'pl', dir: 'ltr' },
  ar: { name: 'العربية', tag: 'ar', dir: 'rtl' },
  ro: { name: 'Română', tag: 'ro', dir: 'ltr' },
  'en-x-easy': { name: 'Easy read', tag: 'en-GB', dir: 'ltr' },
};

export function tongueOf(language: Language): Tongue {
  return TONGUES[language];
}

/** For the root element, beside `lang`. Closed words only, so nothing needs escaping. */
export function languageAttributes(language: Language): string {
  const dir = tongueOf(language).dir === 'rtl' ? ' dir="rtl"' : '';
  return language === 'en-x-easy' ? `${dir} data-reading="easy"` : dir;
}

export function isLanguage(value: unknown): value is Language {
  return (LANGUAGES as readonly unknown[]).includes(value);
}

/** What was chosen on this browser, else what the browser asks for first of what there is, else English. */
export function languageFor(chosen: string | undefined, accepted: string | null): Language {
  if (isLanguage(chosen)) return chosen;
  const wanted = (accepted ?? '').split(',').map(readWish);
  const best = wanted.sort((a, b) => b.weight - a.weight).find(({ weight, tag }) => weight > 0 && isLanguage(tag));
  return best && isLanguage(best.tag) ? best.tag : 'en';
}

/** One part of an `Accept-Language` header, without its region. */
function readWish(part: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
  const weight = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
  return { tag: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) };
}
