import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, tongueOf } from '../../src/lib/domain/languages/language.ts';
import { projectFile, sourceFiles } from './sourceFiles.ts';

const FOLDER = 'messages/participants';
const files = readdirSync(resolve(import.meta.dirname, '../..', FOLDER, 'en')).sort();

/** A language's words by key, of all its files. */
function wordsOf(language: string): Map<string, string> {
  const all = files.flatMap((file) =>
    Object.entries(JSON.parse(projectFile(`${FOLDER}/${language}/${file}`)) as Record<string, string>),
  );
  return new Map(all);
}
const english = wordsOf('en');
const parametersOf = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** Said the same in another language: a name, and a sentence that is made of names. */
const SAME: Readonly<Record<string, readonly string[]>> = {};

describe.each(LANGUAGES.filter((language) => language !== 'en'))('in %s', (language) => {
  const words = wordsOf(language);

  test('there is every message, with the same parameters', () => {
    expect([...words.keys()]).toEqual([...english.keys()]);
    for (const [key, said] of words)
      expect([key, parametersOf(said)]).toEqual([key, parametersOf(english.get(key) ?? '')]);
  });

  test('nothing is left in English by accident, and what is said is in the letters of its language', () => {
    if (language === 'en-x-easy') return;
    const left = [...words].filter(([key, said]) => said === english.get(key) && !SAME[language]?.includes(key));
    expect(left.map(([key]) => key)).toEqual([]);
    const isArabic = (said: string) => /\p{Script=Arabic}/u.test(said);
    const stray = [...words].filter(([, said]) => isArabic(said) !== (language === 'ar'));
    expect(stray.map(([key]) => key)).toEqual([]);
  });
});

test('every file of a language is compiled', () => {
  const { 'plugin.inlang.messageFormat': format } = JSON.parse(projectFile('participants.inlang/settings.json'));
  expect(format.pathPattern.map((path: string) => path.split('/').at(-1)).sort()).toEqual(files);
  for (const language of LANGUAGES)
    expect(readdirSync(resolve(import.meta.dirname, '../..', FOLDER, language)).sort()).toEqual(files);
});

test('every message is said somewhere', () => {
  const code = sourceFiles('src', ['.svelte', '.ts'])
    .map(({ text }) => text)
    .join('\n');
  expect([...english.keys()].filter((key) => !code.includes(`.${key}(`))).toEqual([]);
});

/** Syllables of an English word, as the formula counts them: groups of vowels, without a silent end. */
function syllables(word: string): number {
  const plain = word.toLowerCase().replace(/(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$/, (end) => end.charAt(0));
  return Math.max(1, plain.match(/[aeiouy]+/g)?.length ?? 0);
}

/** The Flesch–Kincaid grade: years at school in the United States that a reader needs. */
function gradeOf(text: string): number {
  const sentences = text.split(/[.?!:…]+(?:\s|$)/).filter((sentence) => /\p{L}/u.test(sentence));
  const words = text.match(/[\p{L}’']+/gu) ?? [];
  const sounds = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (sounds / words.length) - 15.59;
}

describe('easy read, which young people get too where they read English', () => {
  /** A child of nine is in the fourth year by that count. */
  const GRADE = 4;
  const said = [...wordsOf('en-x-easy')].map(([key, words]) => [key, words.replace(/\{\w+\}/g, 'Sam')] as const);

  test('can be read at the age of nine, as a whole', () => {
    expect(gradeOf('The cat sat on the mat.')).toBeLessThan(1);
    expect(
      gradeOf('Considerable organisational responsibilities necessitate interdisciplinary collaboration.'),
    ).toBeGreaterThan(20);
    expect(gradeOf(said.map(([, words]) => `${words.replace(/[.…]$/, '')}.`).join(' '))).toBeLessThan(GRADE);
  });

  test('has no sentence of more than fifteen words', () => {
    const long = said.filter(([, words]) => words.split(/[.?!]\s/).some((sentence) => sentence.split(' ').length > 15));
    expect(long).toEqual([]);
  });
});

test('Arabic is read from the right, and nothing on participants’ pages is bound to a side', () => {
  expect(LANGUAGES.filter((language) => tongueOf(language).dir === 'rtl')).toEqual(['ar']);
  const parts = sourceFiles('src', ['.svelte', '.css']).filter(({ path }) =>
    /features\/guests\/(takePart|participant|Language|Guest(Form)|Kind|LinkGone|AboutLinks|CodeForm|MyCardList|ReturnCode|WaitingHere|YoungNotice)|routes\/\(public\)\/(g\/|Worried|SafeguardingCard)|ui\/styles|ui\/(Field|FieldFrame|Button|Brand|Mark|Callout)\./.test(
      path,
    ),
  );
  expect(parts.length).toBeGreaterThan(24);
  const bound =
    /(?:^|[\s;{])(?:left|right)\s*:|(?:margin|padding|border)-(?:left|right)|text-align:\s*(?:left|right)|float:/m;
  const styleOf = (text: string) => (text.includes('<style>') ? text.slice(text.indexOf('<style>')) : text);
  const isStyle = ({ path, text }: { path: string; text: string }) => path.endsWith('.css') || text.includes('<style>');
  expect(parts.filter((part) => isStyle(part) && bound.test(styleOf(part.text))).map(({ path }) => path)).toEqual([]);
});
