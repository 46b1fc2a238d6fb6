import { describe, expect, test } from 'vitest';
import { parseTemplates } from './template.ts';
import file from './templates.json' with { type: 'json' };

const templates = parseTemplates(file);
const wordsIn = (title: string) => title.match(/[\p{L}\p{N}’']+/gu) ?? [];
/** Words that say nothing of what a zone is about when only they are heard. */
const LITTLE = new Set(
  'a all an and are at by can everyone few first for four from how in is it its many measures next no not now of on one or our some step that the them they to two up we what when who will with'.split(
    ' ',
  ),
);

/** What is wrong with a title that is heard before, or without, the rest of the board; null when nothing is. */
function heardAlone(title: string): string | null {
  const words = wordsIn(title);
  if (words.length < 2) return 'one word';
  if (words.every((word) => LITTLE.has(word.toLowerCase()))) return 'little words';
  return /\d$/u.test(title) ? 'a number that points elsewhere' : null;
}

test.each([
  ['Some', 'one word'],
  ['A few', 'little words'],
  ['Feelings at 3', 'a number that points elsewhere'],
  ['Extra help for some', null],
  ['Table 3: question three', null],
])('‘%s’ heard alone: %s', (title, fault) => {
  expect(heardAlone(title)).toBe(fault);
});

describe.each(templates)('$name', ({ zones, agenda }) => {
  test('has titles of zones that make sense heard alone, each once', () => {
    expect(zones.flatMap(({ title }) => (heardAlone(title) === null ? [] : [title]))).toEqual([]);
    const heard = zones.map(({ title }) => wordsIn(title).join(' ').toLowerCase());
    expect(new Set(heard).size).toBe(zones.length);
  });

  test('speaks in its agenda of zones that it has, by their titles', () => {
    const titles = new Set(zones.map(({ title }) => title));
    const named = agenda.flatMap(({ instructions }) =>
      [...instructions.matchAll(/‘(\p{Lu}.*?)’(?!\p{L})/gu)].map(([, title = '']) => title),
    );
    expect(named.filter((title) => !titles.has(title))).toEqual([]);
  });

  test('is as wide as every other, and its words can be read when all of it is seen; no zone is too small', () => {
    expect(Math.min(...zones.map(({ w }) => w))).toBeGreaterThanOrEqual(300);
    expect(Math.min(...zones.map(({ h }) => h))).toBeGreaterThanOrEqual(200);
    expect(Math.min(...zones.map(({ x }) => x))).toBe(0);
    expect(Math.max(...zones.map(({ x, w }) => x + w))).toBe(2_400);
    expect(Math.max(...zones.map(({ y, h }) => y + h))).toBeLessThanOrEqual(1_840);
  });
});
