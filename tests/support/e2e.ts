import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { LiveServer, type SampleLoaded } from './liveServer.ts';

/** The people of the sample the stories are about: two of different organisations, and one who may only look. */
export const RUTH = 'ruth.calder@northbrook-schools.example';
export const TOM = 'tom.hallworth@vale-health.example';
export const SANA = 'sana.iqbal@westmere-icb.example';
export const HELEN = 'helen.marsh@westmere-icb.example';

interface WorkerFixtures {
  /** A running server with the sample loaded, shared by the tests of one worker. */
  sampleServer: { server: LiveServer; sample: SampleLoaded };
}

interface TestFixtures {
  server: LiveServer;
  sample: SampleLoaded;
  /** A browser of their own for someone of the sample, signed in. */
  signedIn: (email: string, options?: Parameters<TestFixtures['newContext']>[0]) => Promise<Page>;
  newContext: (options?: {
    viewport?: { width: number; height: number };
    javaScriptEnabled?: boolean;
    colorScheme?: 'light' | 'dark';
    forcedColors?: 'active';
    hasTouch?: boolean;
    userAgent?: string;
    /** With 'allow' the worker that keeps pages for opening them offline; else every first visit would fetch it all. */
    serviceWorkers?: 'allow';
    /** What a browser asks for its pages in. */
    locale?: string;
    /** Another way to the server than the straight one. */
    baseURL?: string;
  }) => Promise<BrowserContext>;
  /** A fresh board, blank unless a template is named; its page's address. */
  newBoard: (options?: { template?: string; title?: string }) => Promise<{ id: string; url: string }>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  sampleServer: [
    async ({}, use) => {
      const server = await LiveServer.open();
      try {
        await use({ server, sample: await server.loadSample() });
      } finally {
        await server.close();
      }
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  server: async ({ sampleServer }, use) => use(sampleServer.server),
  sample: async ({ sampleServer }, use) => use(sampleServer.sample),
  newContext: async ({ browser, server }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL: server.url, serviceWorkers: 'block', ...options });
      contexts.push(context);
      return context;
    });
    for (const context of contexts) await context.close();
  },
  signedIn: async ({ newContext, sample, server }, use) => {
    await use(async (email, options) => {
      const context = await newContext(options);
      await signInAs(context, { email, sample, origin: server.url });
      return context.newPage();
    });
  },
  newBoard: async ({ server, sample }, use) => {
    await use(({ title = 'A board for one story', template } = {}) =>
      server.newBoard(sample.partnership, { title, ...(template ? { template } : {}) }),
    );
  },
});

/** Signs someone of the sample in by the form's own request, without drawing the page. */
export async function signInAs(
  context: BrowserContext,
  { email, sample, origin }: { email: string; sample: SampleLoaded; origin: string },
): Promise<void> {
  const password = sample.people.find((person) => person.email === email)?.password ?? '';
  const response = await context.request.post('/sign-in', {
    form: { email, password },
    maxRedirects: 0,
    headers: { accept: 'text/html', origin },
  });
  expect([303, 302]).toContain(response.status());
}

/** The Cookie header of a signed-in browser, for programs that speak for the same person. */
export async function cookieHeader(context: BrowserContext): Promise<string> {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** Opens a board and waits until it is synced and painted. */
export async function openBoard(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expectReady(page);
}

/** Waits until the board of a page that was gone to is synced and painted. */
export async function expectReady(page: Page): Promise<void> {
  await expect(page.locator('[data-board][data-ready="true"]')).toBeVisible();
}

export { expect };
