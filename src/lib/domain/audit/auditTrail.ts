import type { Instant } from '../shared/surroundings.ts';
import { instant } from '../shared/surroundings.ts';
import type { AuditEvent } from './auditEvent.ts';
import { AUDIT_EVENTS } from './auditEvent.ts';

/** The address something was done from is kept this long, and forgotten after. */
export const ADDRESS_KEPT_DAYS = 365;
/** Entries on one page. */
export const AUDIT_PAGE = 50;

/** What is told together: the first word of an event. */
export const AUDIT_GROUPS = [
  'signIn',
  'person',
  'factor',
  'recovery',
  'identity',
  'operator',
  'partnership',
  'organisation',
  'invitation',
  'session',
  'guestLink',
  'guest',
  'membership',
  'board',
  'template',
  'item',
  'mail',
  'audit',
  'backup',
  'instance',
] as const;
export type AuditGroup = (typeof AUDIT_GROUPS)[number];

export interface AuditFilter {
  events?: readonly AuditEvent[];
  /** Person id. */
  actor?: string;
  from?: Instant;
  /** Not at this moment, but before it. */
  before?: Instant;
}

/** One thing that happened. `actor` is null when no person did it: a guest, a command, a timer, a stranger. */
export interface AuditRow {
  id: string;
  at: Instant;
  event: AuditEvent;
  actorId: string | null;
  actor: string | null;
  /** Of what a guest did: the name they show. */
  guest: string | null;
  organisation: string | null;
  /** By its name now; null of what belongs to none. */
  partnership: string | null;
  address: string | null;
  details: Readonly<Record<string, string | number | boolean>>;
}

/** What a filter form asks for, as it stands in the address. What makes no sense there is passed over. */
export function readFilter(asked: { group?: string; actor?: string; from?: string; to?: string }): AuditFilter {
  const group = AUDIT_GROUPS.find((known) => known === asked.group);
  const [from, to] = [dayOf(asked.from), dayOf(asked.to)];
  return {
    ...(group ? { events: AUDIT_EVENTS.filter((event) => event.startsWith(`${group}.`)) } : {}),
    ...(asked.actor ? { actor: asked.actor } : {}),
    ...(from === null ? {} : { from: instant(from) }),
    ...(to === null ? {} : { before: instant(to + DAY_MS) }),
  };
}

const DAY_MS = 86_400_000;

/** A day such as `2026-11-24`, as the millisecond it begins in UTC; null for what is no day. */
function dayOf(text: string | undefined): number | null {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00.000Z`);
  return Number.isNaN(time) ? null : time;
}

/** Begins a formula in a spreadsheet. */
const FORMULA = /^[=+\-@\t\r]/;

/** The entries as CSV (RFC 4180), with a byte order mark, since spreadsheets otherwise take it for another alphabet. */
export function auditCsv(rows: readonly AuditRow[], columns: Readonly<Record<AuditColumn, string>>): string {
  const head = AUDIT_COLUMNS.map((column) => columns[column]);
  const lines = rows.map((row) => AUDIT_COLUMNS.map((column) => cellOf(row, column)));
  return `\uFEFF${[head, ...lines].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

export const AUDIT_COLUMNS = ['at', 'event', 'actor', 'organisation', 'partnership', 'address', 'details'] as const;
export type AuditColumn = (typeof AUDIT_COLUMNS)[number];

function cellOf(row: AuditRow, column: AuditColumn): string {
  if (column === 'details') return JSON.stringify(row.details);
  return row[column] ?? '';
}

/** A name that would be a formula in a spreadsheet is text there all the same. */
function quoted(cell: string): string {
  const plain = FORMULA.test(cell) ? `'${cell}` : cell;
  return `"${plain.replaceAll('"', '""')}"`;
}
