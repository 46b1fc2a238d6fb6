import type { Log } from '../log/log.ts';
import type { MailService } from '../services/mail.ts';

/** Most mails go out the moment they are made; this is for those that did not get through. */
const EVERY_MS = 15_000;

/** Sends what waits in the outbox, and forgets what has been there for long. Returns how to stop. */
export function sendMails({ mail, log }: { mail: MailService; log: Log }): () => void {
  const timer = setInterval(() => {
    mail.wake();
    mail.forgetOld().catch((error: unknown) => log.error({ err: error }, 'old mails could not be forgotten'));
  }, EVERY_MS);
  return () => clearInterval(timer);
}
