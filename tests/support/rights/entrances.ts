import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROUTES = 'src/routes';

/** Every way into the pages there is, read from the files: `GET /(app)/account`, `POST /(app)/account?/revoke`. */
export function entrances(): string[] {
  const files = readdirSync(ROUTES, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .flatMap(({ parentPath, name }) => {
      const route = parentPath.slice(ROUTES.length) || '/';
      const source = () => readFileSync(join(parentPath, name), 'utf8');
      if (/^\+page(@.*)?\.svelte$/.test(name)) return [`GET ${route}`];
      if (name === '+page.server.ts') return actionsIn(source()).map((action) => `POST ${route}${action}`);
      if (name === '+server.ts') return methodsIn(source()).map((method) => `${method} ${route}`);
      return [];
    })
    .sort();
}

/** What stands at the first level of `actions`. */
function actionsIn(source: string): string[] {
  const at = source.indexOf('export const actions');
  if (at < 0) return [];
  const body = source.slice(at, source.indexOf('\n};', at));
  const names = [...body.matchAll(/^ {2}(\w+): /gm)].map(([, name]) => name ?? '');
  return names.map((name) => (name === 'default' ? '' : `?/${name}`));
}

function methodsIn(source: string): string[] {
  return [...source.matchAll(/^export const (GET|POST|PUT|PATCH|DELETE)\b/gm)].map(([, method]) => method ?? '');
}
