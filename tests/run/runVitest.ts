import { readFile, rm } from 'node:fs/promises';
import type { Outcome } from './runTool.ts';
import { exitCodeOf } from './runTool.ts';

const REPORT = 'test-results/vitest.json';

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
}

/** Everything vitest runs: unit, contract, HTTP, sync, torture and architecture tests. */
export async function runVitest(): Promise<Outcome> {
  await rm(REPORT, { force: true });
  const code = await exitCodeOf('vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${REPORT}`]);
  const report = JSON.parse(await readFile(REPORT, 'utf8')) as VitestReport;
  const failed = report.numFailedTests;
  // A file that does not load, or an error outside any test, fails the run without a failed test.
  return { passed: report.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
}
