import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail that arrived, as it came over the wire and as it reads. */
export interface Arrived {
  from: string;
  to: string[];
  raw: string;
  subject: string;
  text: string;
  /** What a calendar reads of it; null when there is nothing for one. */
  calendar: { type: string; text: string } | null;
}

/** How the next mails are answered: taken, refused for good, or put off. */
type Mood = 'takes' | 'refuses' | 'defers';

/** A real mail server on this machine that keeps what it is sent. */
export class Mailbox {
  readonly arrived: Arrived[] = [];
  mood: Mood = 'takes';
  #server: SMTPServer;

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, { envelope }, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          if (this.mood !== 'takes') return done(answerOf(this.mood));
          const from = envelope.mailFrom ? envelope.mailFrom.address : '';
          const to = envelope.rcptTo.map(({ address }) => address);
          this.arrived.push({ from, to, ...read(Buffer.concat(parts).toString()) });
          done();
        });
      },
    });
  }

  static async open(): Promise<Mailbox> {
    const box = new Mailbox();
    await once(box.#server.listen(0, '127.0.0.1'), 'listening');
    return box;
  }

  /** What a deployment sets to send its mails here. */
  get settings(): Record<string, string> {
    const { port } = this.#server.server.address() as AddressInfo;
    return { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Throughline <plan@example.org>' };
  }

  /** The latest mail to an address, with these words in its subject; waits for one when none has arrived. */
  async latestTo(
    address: string,
    { after = 0, about = '' }: { after?: number; about?: string } = {},
  ): Promise<Arrived> {
    for (;;) {
      const found = this.arrived
        .slice(after)
        .findLast(({ to, subject }) => to.includes(address) && subject.includes(about));
      if (found) return found;
      await new Promise((again) => setTimeout(again, 20));
    }
  }

  close(): Promise<void> {
    return new Promise((done) => this.#server.close(done));
  }
}

/** The link in a mail that opens something. */
export function linkIn({ text }: Pick<Arrived, 'text'>): URL {
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  if (!link) throw new Error(`there is no link in: ${text}`);
  return new URL(link);
}

function answerOf(mood: Exclude<Mood, 'takes'>): Error {
  const responseCode = mood === 'refuses' ? 550 : 451;
  return Object.assign(new Error(mood), { responseCode });
}

/** One part of a mail: its headers unfolded, its body out of quoted-printable or base64. */
interface Part {
  type: string;
  text: string;
}

/** What a mail says, whether it is plain text or has parts; the encoded words in its subject read. */
function read(raw: string): Pick<Arrived, 'raw' | 'subject' | 'text' | 'calendar'> {
  const parts = partsOf(raw);
  const of = (type: string) => parts.find((part) => part.type.startsWith(type)) ?? null;
  const subject = words(headerOf(raw.split('\r\n\r\n')[0] ?? '', 'subject'));
  return { raw, subject, text: (of('text/plain')?.text ?? '').trim(), calendar: of('text/calendar') };
}

/** The parts of a mail that have none of their own. */
function partsOf(raw: string): Part[] {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const type = headerOf(head, 'content-type');
  const body = rest.join('\r\n\r\n');
  const boundary = /boundary="?([^";]+)/i.exec(type)?.[1];
  if (boundary === undefined)
    return [
      { type, text: decoded(body, headerOf(head, 'content-transfer-encoding').toLowerCase()).replace(/\r\n/g, '\n') },
    ];
  const inner = `\r\n${body}`.split(`\r\n--${boundary}`).slice(1, -1);
  return inner.flatMap((part) => partsOf(part.replace(/^\r\n/, '')));
}

function headerOf(head: string, name: string): string {
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head.replace(/\r\n[ \t]+/g, ' '))?.[1] ?? '';
}

function decoded(body: string, coding: string): string {
  if (coding === 'base64') return Buffer.from(body, 'base64').toString();
  if (coding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

/** RFC 2047. */
function words(value: string): string {
  const joined = value.replace(/\?=\s+=\?/g, '?==?');
  return joined.replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, coding: string, text: string) =>
    coding.toUpperCase() === 'B'
      ? Buffer.from(text, 'base64').toString()
      : decoded(text.replaceAll('_', ' '), 'quoted-printable'),
  );
}
