import { test as base } from './e2e.ts';
import type { SampleLoaded } from './liveServer.ts';
import { LiveServer } from './liveServer.ts';
import { Mailbox } from './mailbox.ts';

/** Stories with a server of their own that holds the sample and sends its mails to a mailbox here. */
export const test = base.extend<object, { box: Mailbox; sampleServer: { server: LiveServer; sample: SampleLoaded } }>({
  box: [
    async ({}, use) => {
      const box = await Mailbox.open();
      await use(box);
      await box.close();
    },
    { scope: 'worker' },
  ],
  sampleServer: [
    async ({ box }, use) => {
      const server = await LiveServer.open(box.settings);
      await use({ server, sample: await server.loadSample() });
      await server.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});
