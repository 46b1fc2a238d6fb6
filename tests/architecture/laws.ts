import { sourceFiles } from './sourceFiles.ts';

/** Every page of laws there is. */
export const specs = [...sourceFiles('src', ['SPEC.md']), ...sourceFiles('server', ['SPEC.md'])];

/** The ids of the laws on a page, in order. */
export function lawsIn(text: string): string[] {
  return [...text.matchAll(/^[-\s]*\*\*\[?([A-Z]{1,2}\d+)\]?\.?\*\*/gm)].flatMap(([, id]) => (id ? [id] : []));
}

/** The ids of the laws that a file's test titles name: `[S3]`, or several as `[S3, S4]`. */
export function lawsTestedIn(text: string): string[] {
  return [...text.matchAll(/\[([A-Z]{1,2}\d+(?:,? ?[A-Z]{1,2}\d+)*)\]/g)].flatMap(
    ([, ids = '']) => ids.match(/[A-Z]{1,2}\d+/g) ?? [],
  );
}
