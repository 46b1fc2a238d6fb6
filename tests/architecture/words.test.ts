import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';
import { projectFile, sourceFiles } from './sourceFiles.ts';

const AREAS = resolve(import.meta.dirname, '../../messages/en-GB');
const catalogue = new Map<string, string>();
for (const name of readdirSync(AREAS).filter((file) => file.endsWith('.json'))) {
  const messages = JSON.parse(projectFile(`messages/en-GB/${name}`)) as Record<string, unknown>;
  for (const key of Object.keys(messages)) if (key !== '$schema') catalogue.set(key, name.replace('.json', ''));
}

const code = sourceFiles('src', ['.svelte', '.ts']).filter(({ path }) => !path.endsWith('.test.ts'));

test('every message used is in the catalogue', () => {
  const missing = code.flatMap(({ path, text }) =>
    [...text.matchAll(/\bm\.([a-z]\w*)\b/g)].flatMap(([, key = '']) =>
      /from '\$lib\/messages\/messages(\.js)?'/.test(text) && !catalogue.has(key) ? [`${path}: ${key}`] : [],
    ),
  );
  expect(missing).toEqual([]);
});

test('no message is asked for by a name made up at run time: every message there is would come with the page', () => {
  const made = code.filter(({ text }) => /\bm\[/.test(text) && /from '\$lib\/messages\/messages/.test(text));
  expect(made.map(({ path }) => path)).toEqual([]);
});

test('every message is named after the file it is in', () => {
  const prefixes: Record<string, readonly string[]> = { errors: ['error_', 'field_'] };
  const strays = [...catalogue].filter(([key, area]) => {
    return !(prefixes[area] ?? [`${area}_`]).some((prefix) => key.startsWith(prefix));
  });
  expect(strays).toEqual([]);
});

/** Attributes whose value is read out or shown. */
const SPOKEN = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'title',
  'placeholder',
  'alt',
  'label',
]);

/** Words written straight into markup: texts with a letter in them, and spoken attributes. */
export function literalWords(source: string): string[] {
  const found: string[] = [];
  visit(parse(source, { modern: true }).fragment, found);
  return found;
}

function visit(node: unknown, found: string[]): void {
  if (Array.isArray(node)) for (const child of node) visit(child, found);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  const { type, name, data, value } = node as Record<string, unknown>;
  if (type === 'Text' && typeof data === 'string' && hasWords(data)) found.push(data.trim());
  if (type === 'Attribute') {
    const isSpoken = typeof name === 'string' && SPOKEN.has(name);
    if (isSpoken && Array.isArray(value)) visit(value.filter(isText), found);
    visit(expressionsOf(value), found);
    return;
  }
  if (type === 'Comment' || type === 'StyleDirective') return;
  // Commands and keys are typed as they stand, in any language.
  if (type === 'RegularElement' && (name === 'style' || name === 'code' || name === 'kbd')) return;
  for (const [key, child] of Object.entries(node)) if (!SKIPPED.has(key)) visit(child, found);
}

const SKIPPED = new Set(['expression', 'context', 'parameters', 'start', 'end', 'loc', 'declaration', 'metadata']);
const isText = (part: unknown): boolean => (part as { type?: string }).type === 'Text';
const expressionsOf = (value: unknown): unknown =>
  Array.isArray(value) ? value.filter((part) => !isText(part)) : null;
/** Two letters in a row: a lone "×" or "?" is a sign, not a word. */
const hasWords = (text: string): boolean => /\p{L}{2}/u.test(text);

describe('words in markup', () => {
  test('are found where they stand', () => {
    const source = `<p class="big">Hello {name}</p><img alt="A bus"><b title={m.x()}>{#if a}Deep{/if}</b>`;
    expect(literalWords(source)).toEqual(['Hello', 'A bus', 'Deep']);
    expect(literalWords(`<p>{m.app_name()} – 3 × 4</p><style>p { color: red }</style>`)).toEqual([]);
  });

  test('come from the catalogue in every component', () => {
    const found = sourceFiles('src', ['.svelte']).flatMap(({ path, text }) =>
      literalWords(text).map((words) => `${path}: ${words}`),
    );
    expect(found).toEqual([]);
  });
});
