import { readFile, rm } from 'node:fs/promises';
import type { Outcome } from './runTool.ts';
import { exitCodeOf } from './runTool.ts';

const REPORT = 'test-results/playwright.json';

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: readonly unknown[];
}

/** The stories in a real browser, against the production build. */
export async function runPlaywright(browser: string): Promise<Outcome> {
  await rm(REPORT, { force: true });
  const code = await exitCodeOf('playwright', ['test', '--reporter=list,json'], {
    CHROME_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: REPORT,
  });
  const { stats, errors } = JSON.parse(await readFile(REPORT, 'utf8')) as PlaywrightReport;
  const failed = stats.unexpected + stats.flaky + errors.length;
  return { passed: stats.expected, failed: code !== 0 && failed === 0 ? 1 : failed };
}
