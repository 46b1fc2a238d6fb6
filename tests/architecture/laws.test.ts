import { expect, test } from 'vitest';
import { mutations } from '../torture/mutations/allMutations.ts';
import { lawsIn, lawsTestedIn, specs } from './laws.ts';
import { projectFile, sourceFiles } from './sourceFiles.ts';

const tests = [
  ...sourceFiles('src', ['.test.ts']),
  ...sourceFiles('server', ['.test.ts', 'Contract.ts']),
  ...sourceFiles('tests', ['.ts']),
].filter(({ path }) => !path.startsWith('tests/architecture/'));

const tested = new Set(tests.flatMap(({ text }) => lawsTestedIn(text)));
const weakened = new Set(mutations.map(({ law }) => law));

test('there are laws to keep', () => {
  expect(specs.map(({ path }) => path)).toContain('server/sync/SPEC.md');
});

test.each(specs)('every law of $path has a test that names it', ({ text }) => {
  const laws = lawsIn(text);
  expect(laws.length).toBeGreaterThan(0);
  expect(laws.filter((law) => !tested.has(law))).toEqual([]);
});

test.each(specs)('every law of $path has a mutation of the source that its tests must notice', ({ text }) => {
  expect(lawsIn(text).filter((law) => !weakened.has(law))).toEqual([]);
});

test('no two laws share an id', () => {
  const laws = specs.flatMap(({ text }) => lawsIn(text));
  expect(laws.filter((law, index) => laws.indexOf(law) !== index)).toEqual([]);
});

test.each(mutations)('the mutation "$name" of $law fits the source, and tests of that law', (mutation) => {
  const { law, file, find, replace } = mutation;
  expect(projectFile(file).split(find).length - 1, `how often the text to change stands in ${file}`).toBe(1);
  expect(replace).not.toBe(find);
  expect(mutation.tests.flatMap((path) => lawsTestedIn(projectFile(path)))).toContain(law);
});

test('mutations are told apart by their names', () => {
  const names = mutations.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
