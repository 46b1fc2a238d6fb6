import { createContext } from 'svelte';
import type { Language } from '$lib/domain/languages/language';
import type * as English from '$lib/participantMessages/messages/en.js';

/** A message as it is made, and as it is said: one without parameters is asked for nothing. */
type Said<Made> = Made extends (inputs: infer Inputs) => unknown
  ? object extends Inputs
    ? () => string
    : (inputs: Inputs) => string
  : never;

/** Everything participants' pages say, in one language. Pages in other languages are served at the same time: it is handed on, never kept. */
export type Words = { readonly [Key in keyof typeof English]: Said<(typeof English)[Key]> };

const CATALOGUES: Record<Language, () => Promise<typeof English>> = {
  en: () => import('$lib/participantMessages/messages/en.js'),
  pl: () => import('$lib/participantMessages/messages/pl.js'),
  ar: () => import('$lib/participantMessages/messages/ar.js'),
  ro: () => import('$lib/participantMessages/messages/ro.js'),
  'en-x-easy': () => import('$lib/participantMessages/messages/en-x-easy.js'),
};

/** The words of a language, and of no other: only these come to a browser. */
export async function wordsIn(language: Language): Promise<Words> {
  return (await CATALOGUES[language]()) as unknown as Words; // what takes no parameters takes anything
}

/** What a page is to be read in: young people read plain words where they have chosen English. */
export function readingOf(language: Language, { isYoung }: { isYoung: boolean }): Language {
  return isYoung && language === 'en' ? 'en-x-easy' : language;
}

/** The words of the page, for its parts. */
export const [getWords, setWords] = createContext<() => Words>();
