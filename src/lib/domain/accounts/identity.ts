import type { FieldFault } from '../shared/errors.ts';
import type { Instant } from '../shared/surroundings.ts';
import { emailFault, MAX_NAME, nameFault, normaliseEmail } from './rules.ts';
import { oneLine } from '../shared/oneLine.ts';

/** Somebody else's sign-in that counts here, such as an employer's. */
export interface Provider {
  /** Stands in its addresses: `/oidc/[id]`. */
  id: string;
  name: string;
}

/** Somebody as a provider knows them. */
export interface Identity {
  issuer: string;
  /** Never given to anybody else by this issuer (OpenID Connect Core 1.0, section 2); an address may be. */
  subject: string;
  /** An address that is theirs beyond doubt, or null. */
  email: string | null;
  name: string;
  /** They proved more than a password there. */
  provesFactor: boolean;
}

/** One of the ways in to an account. */
export interface LinkedIdentity {
  /** Name of the provider, or its issuer where it is not in use any more. */
  provider: string;
  issuer: string;
  linkedAt: Instant;
}

export interface OwnWays {
  linked: readonly LinkedIdentity[];
  hasPassword: boolean;
}

/** What of the claims in an ID token matters here. */
export interface Claims {
  readonly [claim: string]: unknown;
  email?: unknown;
  email_verified?: unknown;
  /** Microsoft Entra's word for a verified domain. */
  xms_edov?: unknown;
  name?: unknown;
  /** How they signed in (RFC 8176); `mfa` stands for more than one factor. */
  amr?: unknown;
}

/**
 * The address that a provider vouches for, or null. It must say itself that it is verified; where the deployment says
 * which domains a provider speaks for, its addresses there count unless it denies them, and none elsewhere do. A mere
 * address is not taken: in some directories people write it themselves.
 */
export function verifiedEmail(claims: Claims, domains: readonly string[]): string | null {
  const { email, email_verified: verified, xms_edov: domainVerified } = claims;
  if (typeof email !== 'string' || emailFault(email) !== null) return null;
  const speaksFor = domains.includes(domainOf(email));
  if (domains.length > 0 && !speaksFor) return null;
  const says = [verified, domainVerified].filter((said) => said !== undefined);
  if (says.some(isYes)) return verified === false ? null : normaliseEmail(email);
  return speaksFor && says.length === 0 ? normaliseEmail(email) : null;
}

/** What somebody is called until they say otherwise. */
export function nameOf({ name }: Claims, email: string | null): string {
  if (typeof name === 'string' && nameFault(name) === null) return oneLine(name);
  return (email ?? '').split('@')[0]?.slice(0, MAX_NAME) ?? '';
}

export function saysFactor({ amr }: Claims): boolean {
  return Array.isArray(amr) && amr.includes('mfa');
}

export function domainOf(email: string): string {
  return normaliseEmail(email).split('@')[1] ?? '';
}

/** Most domains of one organisation. */
export const MAX_DOMAINS = 50;
const DOMAIN = /^(?=.{3,253}$)([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
/** Where anybody gets an address: it says nothing of where they work. */
const OF_ANYBODY = [
  ...[
    'gmail.com',
    'googlemail.com',
    'outlook.com',
    'hotmail.com',
    'hotmail.co.uk',
    'live.com',
    'live.co.uk',
    'msn.com',
  ],
  ...['yahoo.com', 'yahoo.co.uk', 'icloud.com', 'me.com', 'aol.com', 'btinternet.com', 'sky.com', 'talktalk.net'],
  ...['virginmedia.com', 'proton.me', 'protonmail.com', 'gmx.com', 'gmx.de', 'mail.com', 'zoho.com', 'fastmail.com'],
];

/** Reads the domains of an organisation, one on each line or between commas, with what is wrong with them. */
export function readDomains(text: string): { domains: string[]; fault: FieldFault | null } {
  const written = text.toLowerCase().split(/[\s,;]+/);
  const domains = [...new Set(written.map(withoutAt))].filter((domain) => domain !== '');
  return { domains, fault: domainsFault(domains) };
}

function domainsFault(domains: readonly string[]): FieldFault | null {
  if (domains.length > MAX_DOMAINS) return 'tooMany';
  if (!domains.every((domain) => DOMAIN.test(domain))) return 'domain';
  return domains.some((domain) => OF_ANYBODY.includes(domain)) ? 'domainOfAnybody' : null;
}

const withoutAt = (domain: string): string => domain.replace(/^@/, '');

function isYes(said: unknown): boolean {
  return said === true || said === 1 || said === 'true' || said === '1';
}
