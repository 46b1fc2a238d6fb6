import { test as base, expect, type Browser, type Page } from '@playwright/test';
import { LiveServer } from './liveServer.ts';
import { Mailbox } from './mailbox.ts';
import { OpenIdProvider } from './openIdProvider.ts';

export const PASSWORD = 'lantern-orchard-lane-42';
export const RUTH = 'ruth@northbrook.example';

export interface Place {
  server: LiveServer;
  box: Mailbox;
  /** Vale Health's own sign-in, which counts here too. */
  provider: OpenIdProvider;
  /** A browser of one's own. */
  someone: (options?: Parameters<Browser['newContext']>[0]) => Promise<Page>;
}

/** An instance of its own, not yet set up, with a mail server and an OpenID provider. */
export const test = base.extend<{ place: Place }>({
  place: async ({ browser }, use) => {
    const [box, provider] = await Promise.all([Mailbox.open(), OpenIdProvider.open()]);
    const server = await LiveServer.open({ ...box.settings, ...provider.settings() });
    const contexts: Awaited<ReturnType<Browser['newContext']>>[] = [];
    const someone = async (options = {}) => {
      const context = await browser.newContext({ baseURL: server.url, serviceWorkers: 'block', ...options });
      contexts.push(context);
      return context.newPage();
    };
    await use({ server, box, provider, someone });
    for (const context of contexts) await context.close();
    await server.close();
    await provider.close();
    await box.close();
  },
});

/** The same with Ruth of the Northbrook Schools Trust in it, who runs it and convenes its one partnership. */
export const withRuth = test.extend({
  place: async ({ place }, use) => {
    await setUp(place.server);
    await use(place);
  },
});

async function setUp(server: LiveServer): Promise<void> {
  const response = await fetch(new URL(setupPath(server), server.url), {
    method: 'POST',
    body: new URLSearchParams({
      ...{ organisationName: 'Northbrook Schools Trust', organisationKind: 'school' },
      ...{ personName: 'Ruth Calder', email: RUTH, password: PASSWORD },
      partnershipName: 'Northbrook Healthy Futures',
    }),
    headers: { accept: 'text/html', origin: server.url },
    redirect: 'manual',
  });
  expect(response.status).toBe(303);
}

/** Signs in with the form. */
export async function signInWith(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Work email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/partnerships/);
}

/** Where the first person sets the instance up. */
export function setupPath({ output }: LiveServer): string {
  return /https?:\/\/\S*(\/setup\?token=\S+)/.exec(output)?.[1] ?? '/';
}

/** Signs in at the provider, whose page is open, as one of its accounts, and agrees that we are told who that is. */
export async function signInThere(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** Gives a page's browser a key of its own, of the kind that asks for a finger. */
export async function giveKey(page: Page): Promise<{ verified: (isUserVerified: boolean) => Promise<void> }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const verified = async (isUserVerified: boolean) => {
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  };
  return { verified };
}
