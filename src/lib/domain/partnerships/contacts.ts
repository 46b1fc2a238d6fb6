import { emailFault } from '../accounts/rules.ts';
import type { FieldFault } from '../shared/errors.ts';
import { oneLine } from '../shared/oneLine.ts';

const MAX_LINE = 120;
/** Opening hours of a few lines. */
const MAX_HOURS = 300;

/** Who answers for a partnership's data, and whom people ask about it. */
export interface DataProtection {
  /** Ids of organisations that decide together what the data is for. */
  controllers: readonly string[];
  /** Name of the data protection officer. */
  officer: string;
  /** Empty where only a phone number is given, and the other way round. */
  email: string;
  phone: string;
}

/** Whom to tell about a worry, as everyone who takes part sees it. */
export interface SafeguardingContact {
  name: string;
  jobTitle: string;
  phone: string;
  /** In words, such as "Monday to Friday, 8 am to 4 pm". */
  hours: string;
}

/** What a partnership's privacy page says. */
export interface PrivacyPage {
  partnership: string;
  /** Who runs this instance; null where its operator did not say. */
  host: string | null;
  /** Names; empty until a convener fills it in. */
  controllers: readonly string[];
  /** Null until a convener fills it in. */
  officer: Omit<DataProtection, 'controllers'> | null;
  /** Whether whoever asks fills it in. */
  maySet: boolean;
}

/** Whom to tell in one partnership; null where nobody has filled it in. */
export interface WorriedContact {
  slug: string;
  partnership: string;
  contact: SafeguardingContact | null;
  maySet: boolean;
}

/** A number as people write it: digits, and what stands between them; an extension may follow. */
const PHONE = /^\+?[\d\s()./-]{3,24}(?:\s*(?:x|ext\.?|extension)\s*\d{1,6})?$/i;

export function readDataProtection(given: DataProtection): DataProtection {
  const [officer, email, phone] = [oneLine(given.officer), given.email.trim(), oneLine(given.phone)];
  return { controllers: [...new Set(given.controllers)], officer, email, phone };
}

/** What is wrong by field; `known` are the organisations that are in the partnership. */
export function dataProtectionFaults(
  { controllers, officer, email, phone }: DataProtection,
  known: readonly string[],
): Record<string, FieldFault | null> {
  const isKnown = controllers.every((id) => known.includes(id));
  return {
    controllers: controllers.length === 0 ? 'missing' : isKnown ? null : 'unknownChoice',
    officer: lineFault(officer),
    // One of the two is enough.
    email: email === '' ? (phone === '' ? 'missing' : null) : emailFault(email),
    phone: phone === '' ? null : phoneFault(phone),
  };
}

export function readSafeguarding(given: SafeguardingContact): SafeguardingContact {
  const { name, jobTitle, phone, hours } = given;
  return { name: oneLine(name), jobTitle: oneLine(jobTitle), phone: oneLine(phone), hours: hours.trim() };
}

export function safeguardingFaults(contact: SafeguardingContact): Record<string, FieldFault | null> {
  const { name, jobTitle, phone, hours } = contact;
  return {
    contactName: lineFault(name),
    contactJob: lineFault(jobTitle),
    contactPhone: phone === '' ? 'missing' : phoneFault(phone),
    hours: hours === '' ? 'missing' : hours.length > MAX_HOURS ? 'tooLong' : null,
  };
}

/** What a telephone dials: an extension is for whoever answers. */
export function dialled(phone: string): string {
  return (/^[^a-z]*/i.exec(phone)?.[0] ?? '').replace(/(?!^\+)\D/g, '');
}

function lineFault(text: string): FieldFault | null {
  if (text === '') return 'missing';
  return text.length > MAX_LINE ? 'tooLong' : null;
}

function phoneFault(phone: string): FieldFault | null {
  return PHONE.test(phone) && dialled(phone).length >= 3 ? null : 'phone';
}
