import { resolve } from 'node:path';
import { ConfigError } from './configError.ts';
import type { ProviderConfig } from './openIdConfig.ts';
import { readProviders } from './openIdConfig.ts';

/** What a deployment sets, read once at start. Nothing else in the product looks at the environment. */
export interface Config {
  port: number;
  host: string;
  /** Public address such as `https://plan.example.org`, or null: then an Origin must name the host it is sent to. */
  origin: string | null;
  /** Absolute path of the folder that holds everything a deployment keeps. */
  dataDir: string;
  logLevel: LogLevel;
  /** Whether a proxy in front is believed about the protocol. */
  trustProxy: boolean;
  /** Whether everybody proves more than their password before they come into a partnership. */
  requireFactor: boolean;
  /** Name of the organisation that runs this deployment, as privacy pages give it; null: they say that it is missing. */
  hostedBy: string | null;
  /** What whoever reads the numbers must show; null: only this machine reads them. */
  metricsToken: string | null;
  /** The mail server and who mails are from; null: mails wait to be copied by hand. */
  postOffice: { smtpUrl: string; from: string } | null;
  /** Whose sign-ins count here too. */
  providers: readonly ProviderConfig[];
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Reads the settings. Throws `ConfigError` with one clear sentence when one makes no sense. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return {
    port: readPort(env['PORT'] ?? '3000'),
    host: env['HOST'] || '127.0.0.1',
    origin: readOrigin(env['ORIGIN']),
    dataDir: resolve(env['DATA_DIR'] || './data'),
    logLevel: readLevel(env['LOG_LEVEL'] || 'info'),
    trustProxy: env['TRUST_PROXY'] === '1' || env['TRUST_PROXY'] === 'true',
    requireFactor: env['REQUIRE_FACTOR'] === '1' || env['REQUIRE_FACTOR'] === 'true',
    hostedBy: env['HOSTED_BY']?.trim() || null,
    metricsToken: env['METRICS_TOKEN'] || null,
    postOffice: readPostOffice(env['SMTP_URL'], env['MAIL_FROM']),
    providers: readProviders(env),
  };
}

/** The address people open: the public one, or the local one. */
export function publicUrl({ origin, host, port }: Config): string {
  const name = host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return origin ?? `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new ConfigError(`PORT is "${text}", but a port is a whole number from 0 to 65535.`);
}

function readOrigin(text: string | undefined): string | null {
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url.origin;
  throw new ConfigError(`ORIGIN is "${text}", but it must be an address like https://plan.example.org.`);
}

/** An address, with or without a name before it. */
const SENDER = /^(?:[^<>@\r\n]* <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/;

function readPostOffice(smtpUrl: string | undefined, from: string | undefined): Config['postOffice'] {
  if (!smtpUrl) return null;
  const protocol = URL.canParse(smtpUrl) ? new URL(smtpUrl).protocol : '';
  if (protocol !== 'smtp:' && protocol !== 'smtps:') {
    throw new ConfigError('SMTP_URL must be an address like smtps://user:password@mail.example.org.');
  }
  if (from && SENDER.test(from)) return { smtpUrl, from };
  throw new ConfigError('With SMTP_URL, MAIL_FROM must say who mails are from: Throughline <plan@example.org>.');
}

function readLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text);
  if (level) return level;
  throw new ConfigError(`LOG_LEVEL is "${text}", but it must be one of ${LOG_LEVELS.join(', ')}.`);
}
