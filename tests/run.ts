/**
 * Runs every suite, one after the other, and says at the end how many checks passed. A suite that fails or cannot run
 * does not stop the rest. `node tests/run.ts types unit` runs only those named.
 */
import { findBrowser, installBrowser } from './support/browser.ts';
import { runTool, type Outcome } from './run/runTool.ts';
import { runPlaywright } from './run/runPlaywright.ts';
import { runVitest } from './run/runVitest.ts';

interface Suite {
  name: string;
  run: () => Promise<Outcome>;
}

const suites: readonly Suite[] = [
  { name: 'messages', run: () => runTool('npm', ['run', '--silent', 'sync']) },
  { name: 'types', run: () => runTool('svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings']) },
  { name: 'lint', run: () => runTool('eslint', ['.', '--max-warnings', '0']) },
  { name: 'format', run: () => runTool('prettier', ['--check', '.', '--log-level', 'warn']) },
  { name: 'imports', run: () => runTool('depcruise', ['src', 'server', '--config', 'import-rules.cjs']) },
  { name: 'unit', run: () => runVitest('unit') },
  { name: 'build', run: () => runTool('vite', ['build', '--logLevel', 'warn']) },
  { name: 'http', run: () => runVitest('http') },
  { name: 'browser', run: async () => runPlaywright(findBrowser() ?? (await installBrowser())) },
];

async function main(wanted: readonly string[]): Promise<void> {
  const chosen = suites.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(`No suite is called ${unknown.join(', ')}. There are: ${suites.map(({ name }) => name).join(', ')}.`);
    process.exitCode = 1;
    return;
  }
  const results: { name: string; outcome: Outcome; seconds: number }[] = [];
  for (const { name, run } of chosen) {
    console.log(`\n── ${name} ${'─'.repeat(Math.max(4, 76 - name.length))}\n`);
    const started = performance.now();
    const outcome = await run().catch((error: unknown) => couldNotRun(name, error));
    results.push({ name, outcome, seconds: (performance.now() - started) / 1_000 });
  }
  console.log('');
  for (const { name, outcome, seconds } of results) {
    const verdict = outcome.failed > 0 ? `${outcome.failed} failed` : 'ok';
    console.log(
      `${name.padEnd(10)} ${String(outcome.passed).padStart(5)} passed  ${verdict.padEnd(10)} ${seconds.toFixed(1)} s`,
    );
  }
  const passed = results.reduce((sum, { outcome }) => sum + outcome.passed, 0);
  const failed = results.reduce((sum, { outcome }) => sum + outcome.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

function couldNotRun(name: string, error: unknown): Outcome {
  console.error(`${name} could not run: ${error instanceof Error ? error.message : String(error)}`);
  return { passed: 0, failed: 1 };
}

await main(process.argv.slice(2));
