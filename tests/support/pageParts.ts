import { gzipSync } from 'node:zlib';
import type { Visitor } from './visitor.ts';

const ASKED_FOR = /[\w./-]*\/_app\/immutable\/[\w./-]+\.js/g;
const STYLES = /[\w./-]*\/_app\/immutable\/[\w./-]+\.css/g;
const STATIC_IMPORT = /(?:from|import)\s*["'](\.[^"']+\.js)["']/g;
/** As Kit numbers them: 0 is the outermost layout, 1 the page for errors. */
const ERROR_PAGE = /\.\.\/nodes\/1\.[\w-]+\.js/;
/** What a page fetches of its own accord once it is known which language it is in. */
const CATALOGUE = /["']?([\w-]+)["']?:\(\)=>[^,}]*?import\(["'`](\.[^"'`]+\.js)["'`]\)/g;

/** Everything that comes with a page, by address. */
export interface PageParts {
  html: string;
  scripts: Map<string, string>;
  styles: Map<string, string>;
}

/**
 * Every script and style that comes with a page: what it asks for, in its text or ahead of it in the answer's `Link`; the
 * error page, which Kit has at hand on each; all that these import; and the words of one language, where they are apart.
 */
export async function partsOf(visitor: Visitor, path: string, language: string | null = null): Promise<PageParts> {
  const response = await visitor.get(path);
  if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
  const html = await response.text();
  const page = html + (response.headers.get('link') ?? '');
  const scripts = new Map<string, string>();
  const addressOf = (name: string, from: string): string => new URL(name, new URL(from, visitor.origin)).pathname;
  const take = async (address: string): Promise<void> => {
    if (scripts.has(address)) return;
    scripts.set(address, '');
    const text = await (await visitor.get(address)).text();
    scripts.set(address, text);
    const imported = [...text.matchAll(STATIC_IMPORT)].map(([, name = '']) => name);
    const errorPage = address.includes('/entry/app.') ? (ERROR_PAGE.exec(text) ?? []) : [];
    const catalogues = [...text.matchAll(CATALOGUE)].filter(([, name]) => name === language);
    const words = catalogues.map(([, , name = '']) => name);
    await Promise.all([...imported, ...errorPage, ...words].map((name) => take(addressOf(name, address))));
  };
  await Promise.all([...page.matchAll(ASKED_FOR)].map(([address]) => take(addressOf(address, path))));
  const styles = new Map<string, string>();
  for (const [address] of page.matchAll(STYLES)) {
    const at = addressOf(address, path);
    styles.set(at, await (await visitor.get(at)).text());
  }
  return { html, scripts, styles };
}

/** Bytes of texts as they travel, each packed by itself. */
export function packed(texts: Iterable<string>): number {
  return [...texts].reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
}
