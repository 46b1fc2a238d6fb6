import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'chrome.exe'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A Chromium or Chrome that is installed: the one named in CHROME_PATH, one on the path, or Playwright's own. */
export function findBrowser(): string | null {
  const named = process.env['CHROME_PATH'];
  if (named) return existsSync(named) ? named : null;
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...PLACES, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

/** Gets a browser: Debian's by apt where we may, else Playwright's own. Throws when neither comes. */
export async function installBrowser(): Promise<string> {
  console.log('No Chromium or Chrome found; installing one.');
  if (process.getuid?.() === 0 && hasApt()) {
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  }
  if (!findBrowser()) run(join('node_modules', '.bin', 'playwright'), ['install', 'chromium']);
  const found = findBrowser();
  if (!found) throw new Error('no browser could be installed: install Chromium, or name one in CHROME_PATH');
  return found;
}

function hasApt(): boolean {
  return spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
}

function run(command: string, args: string[]): void {
  spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}
