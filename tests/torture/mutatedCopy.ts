import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Mutation } from './mutations/mutation.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const COPIED = [
  ...['server', 'src', 'tests', 'static', 'messages', 'project.inlang', '.svelte-kit/tsconfig.json'],
  ...['package.json', 'tsconfig.json', 'svelte.config.js', 'vitest.config.ts', 'ARCHITECTURE.md', 'README.md'],
];
const LEFT_OUT = new Set(['node_modules', 'bench', 'test-results']);

/** What became of the tests of a law: how many there were, and which failed. */
export interface TestRun {
  ran: number;
  failed: readonly string[];
  output: string;
}

interface Report {
  testResults: readonly { assertionResults: readonly { status: string; fullName: string }[] }[];
}

/** A copy of the project to weaken, one mutation at a time. */
export class MutatedCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'throughline-mutated-'));

  constructor() {
    for (const path of COPIED) {
      const from = join(ROOT, path);
      if (!existsSync(from)) continue;
      cpSync(from, join(this.folder, path), { recursive: true, filter: (source) => !LEFT_OUT.has(basename(source)) });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** Runs the tests of a mutation's law with the mutation in place. */
  async runMutated(mutation: Mutation): Promise<TestRun> {
    const path = join(this.folder, mutation.file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text.replace(mutation.find, () => mutation.replace),
    );
    try {
      return await this.run([mutation]);
    } finally {
      writeFileSync(path, text);
    }
  }

  /** Runs the tests of the laws of some mutations, with nothing changed. */
  async run(mutations: readonly Mutation[]): Promise<TestRun> {
    const laws = [...new Set(mutations.map(({ law }) => law))];
    const files = new Set(mutations.flatMap(({ tests }) => tests));
    const report = join(this.folder, 'report.json');
    rmSync(report, { force: true });
    const named = `\\[[^\\]]*\\b(${laws.join('|')})\\b[^\\]]*\\]`;
    const output = await this.#vitest([...files, '-t', named, '--reporter=json', `--outputFile=${report}`]);
    if (!existsSync(report)) return { ran: 0, failed: [], output };
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
    const all = testResults.flatMap(({ assertionResults }) => assertionResults);
    const ran = all.filter(({ status }) => status === 'passed' || status === 'failed');
    const failed = ran.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
    return { ran: ran.length, failed, output };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #vitest(args: readonly string[]): Promise<string> {
    const vitest = join(this.folder, 'node_modules/vitest/vitest.mjs');
    // What this test runner says about itself is not for the one inside.
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(VITEST|VITE_|TORTURE)/.test(name)),
    );
    const child = spawn(process.execPath, [vitest, 'run', '--project', 'unit', '--bail=1', ...args], {
      cwd: this.folder,
      env: { ...env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (output += bytes));
    await once(child, 'close');
    return output;
  }
}
