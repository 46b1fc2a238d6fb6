import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** The engine without the parts that make windows: it does the same, with little more than half the work. */
const SHELL = 'chromium-headless-shell';
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'chrome.exe'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** What the stories run in: the one named in CHROME_PATH, an engine without windows, or else any Chromium or Chrome. */
export function findBrowser(): string | null {
  return process.env['CHROME_PATH'] ? findWholeBrowser() : (findOnPath([SHELL]) ?? findWholeBrowser());
}

/** A Chromium or Chrome as people use it: the one named in CHROME_PATH, one on the path, or Playwright's own. */
export function findWholeBrowser(): string | null {
  const named = process.env['CHROME_PATH'];
  if (named) return existsSync(named) ? named : null;
  return findOnPath(NAMES) ?? [...PLACES, chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

function findOnPath(names: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const places = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return places.find((path) => existsSync(path)) ?? null;
}

/** Gets what the stories run in: from Debian by apt where we may, else Playwright's own. Throws when neither comes. */
export async function installBrowser(): Promise<string> {
  return install(SHELL, findBrowser);
}

/** Gets a whole Chromium in the same way. */
export async function installWholeBrowser(): Promise<string> {
  return install('chromium', findWholeBrowser);
}

async function install(debian: string, find: () => string | null): Promise<string> {
  console.log('No browser found to test with; installing one.');
  if (process.getuid?.() === 0 && hasApt()) {
    run('apt-get', ['update', '-qq']);
    for (const name of new Set([debian, 'chromium'])) {
      if (!find()) run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name]);
    }
  }
  if (!find()) run(join('node_modules', '.bin', 'playwright'), ['install', 'chromium']);
  const found = find();
  if (!found) throw new Error('no browser could be installed: install Chromium, or name one in CHROME_PATH');
  return found;
}

function hasApt(): boolean {
  return spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
}

function run(command: string, args: string[]): void {
  spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}
