import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const tree = mkdtempSync(join(tmpdir(), 'throughline-imports-'));

afterAll(() => rmSync(tree, { recursive: true, force: true }));

/** A small tree under our own rules: what keeps them, and one wrong import for each rule that is easily broken. */
const right: Record<string, string> = {
  'src/lib/domain/boards/card.ts': `import * as Y from 'yjs'; export const card = () => new Y.Map();`,
  'src/lib/domain/access/may.ts': `import { card } from '../boards/card.ts'; export const may = card;`,
  'src/lib/protocol/message.ts': `import { card } from '../domain/boards/card.ts'; export const message = card;`,
  'src/lib/sync/live.ts': `import { message } from '../protocol/message.ts'; export const live = message;`,
  'src/lib/ui/button.ts': `export const button = 1;`,
  'src/lib/features/boards/list.ts': `import { button } from '../../ui/button.ts'; export const list = button;`,
  'src/lib/features/people/names.ts': `export const names = 1;`,
  'src/hooks.server.ts': `import { app } from '../server/handoff.ts'; export const handle = app;`,
  'src/routes/+page.server.ts': `import type { App } from '../../server/app.ts'; export type Page = App;`,
  'server/app.ts': `import { boards } from './services/boards.ts'; export interface App { boards: typeof boards }`,
  'server/handoff.ts': `export const app = 1;`,
  'server/documents/documents.ts': `export interface Documents { create(): void }`,
  'server/services/boards.ts': `import type { Documents } from '../documents/documents.ts'; export const boards = (d: Documents) => d;`,
  'server/sync/room.ts': `import type { Documents } from '../documents/documents.ts'; export const room = (d: Documents) => d;`,
  'server/storage/dialects/sqlite.ts': `import Database from 'better-sqlite3'; export const open = () => new Database('x');`,
};

const wrong: Record<string, { rule: string; source: string }> = {
  'src/lib/domain/boards/asksTheServer.ts': {
    rule: 'domain',
    source: `import { room } from '../../../../server/sync/room.ts'; export const x = room;`,
  },
  'src/lib/domain/boards/readsFiles.ts': {
    rule: 'domain-without-io',
    source: `import { readFileSync } from 'node:fs'; export const x = readFileSync;`,
  },
  'src/lib/protocol/knowsSync.ts': {
    rule: 'protocol',
    source: `import { live } from '../sync/live.ts'; export const x = live;`,
  },
  'src/lib/ui/knowsANoun.ts': {
    rule: 'ui',
    source: `import { may } from '../domain/access/may.ts'; export const x = may;`,
  },
  'src/lib/features/people/knowsBoards.ts': {
    rule: 'features-apart',
    source: `import { list } from '../boards/list.ts'; export const x = list;`,
  },
  'src/routes/opensTheApp.server.ts': {
    rule: 'server-by-hand-over',
    source: `import { app } from '../../server/handoff.ts'; export const x = app;`,
  },
  'src/lib/features/boards/namesAServerType.ts': {
    rule: 'server-types-in-server-files',
    source: `import type { App } from '../../../../server/app.ts'; export type X = App;`,
  },
  'server/services/reachesSync.ts': {
    rule: 'services',
    source: `import { room } from '../sync/room.ts'; export const x = room;`,
  },
  'server/sync/reachesServices.ts': {
    rule: 'sync-server',
    source: `import { boards } from '../services/boards.ts'; export const x = boards;`,
  },
  'server/services/opensADatabase.ts': {
    rule: 'one-door-drivers',
    source: `import Database from 'better-sqlite3'; export const x = Database;`,
  },
  'server/services/touchesYjs.ts': {
    rule: 'one-door-yjs',
    source: `import * as Y from 'yjs'; export const x = Y;`,
  },
  'server/services/takesTheApp.ts': {
    rule: 'app-is-the-root',
    source: `import type { App } from '../app.ts'; export type X = App;`,
  },
};

/** Broken rules, by the file that breaks them. */
function violations(): Map<string, string[]> {
  cpSync(join(ROOT, 'import-rules.cjs'), join(tree, 'import-rules.cjs'));
  writeFileSync(join(tree, 'tsconfig.json'), '{ "compilerOptions": { "allowImportingTsExtensions": true } }');
  writeFileSync(join(tree, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  const files = { ...right, ...Object.fromEntries(Object.entries(wrong).map(([path, { source }]) => [path, source])) };
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), source);
  }
  const depcruise = join(ROOT, 'node_modules/.bin/depcruise');
  const output = execFileSync(depcruise, ['src', 'server', '--config', 'import-rules.cjs', '--output-type', 'json'], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 64 * 1_048_576,
  });
  const { summary } = JSON.parse(output) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  const found = new Map<string, string[]>();
  for (const { from, rule } of summary.violations) found.set(from, [...(found.get(from) ?? []), rule.name]);
  return found;
}

const found = violations();

test.each(Object.entries(wrong))('%s is caught', (path, { rule }) => {
  expect(found.get(path)).toContain(rule);
});

test('imports that keep the rules pass', () => {
  expect(Object.keys(right).filter((path) => found.has(path))).toEqual([]);
});
