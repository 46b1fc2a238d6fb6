import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, CDPSession, Page, Response } from '@playwright/test';
import { chromium } from '@playwright/test';
import { findWholeBrowser, installWholeBrowser } from '../../support/browser.ts';

export const SCREEN = { width: 1366, height: 768 } as const;
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Collections in a row: what a finaliser lets go is found by the next one. */
const COLLECTIONS = 4;

export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findWholeBrowser() ?? (await installWholeBrowser()), args: FLAGS });
}

/** A page in a browser of its own, with what the browser itself says about it. */
export class Tab {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly devtools: CDPSession;
  /** Bytes of the scripts so far, each packed as a server would. */
  #scripts: Promise<number>[] = [];

  private constructor(context: BrowserContext, page: Page, devtools: CDPSession) {
    this.context = context;
    this.page = page;
    this.devtools = devtools;
    page.on('response', (response) => this.#scripts.push(packedSize(response)));
  }

  static async open(browser: Browser): Promise<Tab> {
    const context = await browser.newContext({ viewport: SCREEN, locale: 'en-GB' });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    // Time of the thread itself: what other programs take of the machine is not in it.
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new Tab(context, page, devtools);
  }

  async scriptBytes(): Promise<number> {
    const sizes = await Promise.all(this.#scripts);
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  /** Milliseconds the main thread has worked so far. */
  async worked(): Promise<number> {
    return (await this.#metric('TaskDuration')) * 1_000;
  }

  /** Bytes of JavaScript objects after collecting garbage. */
  async heap(): Promise<number> {
    for (let round = 0; round < COLLECTIONS; round++) await this.devtools.send('HeapProfiler.collectGarbage');
    return this.#metric('JSHeapUsedSize');
  }

  /** Makes the processor so many times slower. */
  async slowDown(times: number): Promise<void> {
    await this.devtools.send('Emulation.setCPUThrottlingRate', { rate: times });
  }

  /** Until everything that was begun is done. */
  rest(milliseconds: number): Promise<void> {
    return this.page.waitForTimeout(milliseconds);
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  async #metric(wanted: string): Promise<number> {
    const { metrics } = await this.devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === wanted)?.value ?? NaN;
  }
}

async function packedSize(response: Response): Promise<number> {
  if (!/javascript/.test(response.headers()['content-type'] ?? '')) return 0;
  const body = await response.body().catch(() => null);
  return body ? gzipSync(body, { level: 9 }).length : 0;
}
