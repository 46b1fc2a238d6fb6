import { expect, test } from 'vitest';
import { sourceFiles } from './sourceFiles.ts';

const specs = [...sourceFiles('src', ['SPEC.md']), ...sourceFiles('server', ['SPEC.md'])];
const tests = [
  ...sourceFiles('src', ['.test.ts']),
  ...sourceFiles('server', ['.test.ts', 'Contract.ts']),
  ...sourceFiles('tests', ['.ts']),
].filter(({ path }) => !path.startsWith('tests/architecture/'));

/** Ids stand in a test's title as `[S3]`, several as `[S3, S4]`. */
const tested = new Set(
  tests.flatMap(({ text }) =>
    [...text.matchAll(/\[([A-Z]{1,2}\d+(?:,? ?[A-Z]{1,2}\d+)*)\]/g)].flatMap(
      ([, ids = '']) => ids.match(/[A-Z]{1,2}\d+/g) ?? [],
    ),
  ),
);

test('there are laws to keep', () => {
  expect(specs.map(({ path }) => path)).toContain('server/sync/SPEC.md');
});

test.each(specs)('every law of $path has a test that names it', ({ text }) => {
  const laws = [...text.matchAll(/\*\*\[?([A-Z]{1,2}\d+)\]?\.?\*\*/g)].flatMap(([, id]) => (id ? [id] : []));
  expect(laws.length).toBeGreaterThan(0);
  expect(laws.filter((law) => !tested.has(law))).toEqual([]);
});

test('no two laws share an id', () => {
  const laws = specs.flatMap(({ text }) =>
    [...text.matchAll(/^[-\s]*\*\*\[?([A-Z]{1,2}\d+)\]?\.?\*\*/gm)].map(([, id]) => id),
  );
  expect(laws.filter((law, index) => laws.indexOf(law) !== index)).toEqual([]);
});
