import { createTransport } from 'nodemailer';
import type { CalendarPart } from './calendarFile.ts';

/** One mail, as plain text. */
export interface Letter {
  /** Stands in its Message-ID: a mail server that gets it twice can tell. */
  id: string;
  to: string;
  subject: string;
  text: string;
  /** Where whoever gets it says that they want no more of them; null of what always comes. */
  unsubscribe: string | null;
  /** What goes into the reader's calendar, or out of it; null of all other mails. */
  calendar: CalendarPart | null;
}

/** What came of it: the mail server took it, will never take it, or could not be spoken to. */
export type Posted = 'taken' | 'refused' | 'unreachable';

export interface Postman {
  /** The address that mails are from, without a name. */
  address: string;
  send(letter: Letter): Promise<Posted>;
  close(): void;
}

export interface PostOffice {
  /** Such as `smtps://user:password@mail.example.org`. */
  smtpUrl: string;
  /** Who mails are from, such as `Throughline <plan@example.org>`. */
  from: string;
}

/** A mail server that says nothing for this long is not there. */
const SILENT_MS = 20_000;

/** Speaks SMTP with the deployment's own mail server. */
export function openPostman({ smtpUrl, from }: PostOffice): Postman {
  const waits = { connectionTimeout: SILENT_MS, greetingTimeout: SILENT_MS, socketTimeout: SILENT_MS };
  const transport = createTransport({ url: smtpUrl, ...waits });
  const address = /[^\s<>]+@[^\s<>]+/.exec(from)?.[0] ?? from;
  const host = address.split('@')[1] ?? 'localhost';
  return {
    address,
    async send({ id, to, subject, text, unsubscribe, calendar }) {
      try {
        // As an object, an address is never taken apart: a comma in it would be a second one.
        const message = { from, to: { name: '', address: to }, subject, text, messageId: `<${id}@${host}>` };
        await transport.sendMail({
          ...message,
          ...(calendar && { icalEvent: { ...calendar, filename: 'session.ics' } }),
          headers: { 'auto-submitted': 'auto-generated', ...stopHeaders(unsubscribe) },
        });
        return 'taken';
      } catch (error) {
        return isFinal(error) ? 'refused' : 'unreachable';
      }
    },
    close: () => transport.close(),
  };
}

/** RFC 2369; and RFC 8058, which asks for https: then a mail program has a button of its own for it. */
function stopHeaders(unsubscribe: string | null): Record<string, string> {
  if (unsubscribe === null) return {};
  const link = { 'list-unsubscribe': `<${unsubscribe}>` };
  if (!unsubscribe.startsWith('https:')) return link;
  return { ...link, 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' };
}

/** RFC 5321, section 4.2.1: answers from 500 on are final, but a wrong password is ours to put right. */
function isFinal(error: unknown): boolean {
  const { responseCode = 0, code } = error as { responseCode?: number; code?: string };
  return responseCode >= 500 && code !== 'EAUTH';
}
