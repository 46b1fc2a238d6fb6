import type { BrowserContext, CDPSession, Page } from '@playwright/test';

/** What is sold for little: a small screen, 2 GB, an old Android. */
export const CHEAP_PHONE = {
  viewport: { width: 360, height: 640 },
  hasTouch: true,
  userAgent:
    'Mozilla/5.0 (Linux; Android 10; SM-A013G) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36',
};

/** A desktop's processor, slowed down to such a phone's. */
const CPU_RATE = 4;
/** "Slow 3G" as WebPageTest has it: 400 kbit/s either way, 400 ms there and back. */
const SLOW_3G = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

/** Has a browser refuse everything a page could keep, but cookies: as where storage is blocked, or full. */
export async function blockStorage(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
    }
  });
}

/** Makes a page's processor and line those of a cheap phone. What is returned plays its keyboard. */
export async function slowDown(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_RATE });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW_3G);
  return session;
}
