import { readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Outcome } from './runTool.ts';
import { exitCodeOf } from './runTool.ts';

const REPORT = 'test-results/vitest.json';

/**
 * How many files at once. Much of `unit` is waiting, for a disk, a socket, a clock, and one a core would leave cores
 * idle; `http` starts whole servers and builds, which are busy themselves.
 */
const AT_ONCE = { unit: Math.max(4, availableParallelism()), http: availableParallelism() } as const;

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
}

/** What vitest runs: `unit` is all that needs no pages (contract, sync, torture and architecture tests too), `http` the rest. */
export async function runVitest(project: 'unit' | 'http'): Promise<Outcome> {
  await rm(REPORT, { force: true });
  const reports = ['--reporter=dot', '--reporter=json', `--outputFile.json=${REPORT}`];
  const workers = `--maxWorkers=${AT_ONCE[project]}`;
  const code = await exitCodeOf('vitest', ['run', '--project', project, workers, ...reports]);
  const report = JSON.parse(await readFile(REPORT, 'utf8')) as VitestReport;
  const failed = report.numFailedTests;
  // A file that does not load, or an error outside any test, fails the run without a failed test.
  return { passed: report.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
}
