import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { oneLine } from '../../src/lib/domain/shared/oneLine.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';

/** A session as it stands in a calendar. */
export interface Appointment {
  /** Of the session: the entry stays the same one, whatever changes. */
  id: string;
  /** A calendar passes over one with a lower number than it knows. */
  revision: number;
  title: string;
  startsAt: Instant;
  endsAt: Instant;
  place: string;
  /** It takes up nobody's time: one that goes on over days is done when it suits. */
  isFree: boolean;
  /** Lines of plain text. */
  description: string;
  /** The session's page. */
  link: string;
  writtenAt: Instant;
}

/** What a mail does to a calendar: puts it in or changes it, or takes it out. */
export type CalendarMethod = 'REQUEST' | 'CANCEL';

/** A calendar's part of a mail. */
export interface CalendarPart {
  method: CalendarMethod;
  content: string;
}

/** Who a mail to a calendar is from, and the one person it is to: nobody's address is told to anybody else. */
export interface Parties {
  from: { name: string; address: string };
  to: { name: string; email: string };
}

/** A file for whoever wants the session in their calendar. Without a method it is what it is now, and no invitation. */
export function writeCalendarFile(appointment: Appointment): string {
  const calendar = open();
  calendar.createEvent(entryOf(appointment));
  return calendar.toString();
}

/**
 * The part of a mail that a calendar reads (RFC 5546). It is from the address that the mail is from, or mail programs
 * warn of it; and it asks for no answer, since nobody would read one.
 */
export function writeCalendarPart(
  method: CalendarMethod,
  appointment: Appointment,
  { from, to }: Parties,
): CalendarPart {
  const calendar = open();
  calendar.method(ICalCalendarMethod[method]);
  const event = calendar.createEvent({
    ...entryOf(appointment),
    organizer: { name: quotable(from.name), email: from.address },
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  event.createAttendee({
    ...{ name: quotable(to.name), email: to.email, rsvp: false },
    ...{ role: ICalAttendeeRole.REQ, status: ICalAttendeeStatus.NEEDSACTION },
  });
  return { method, content: calendar.toString() };
}

function open() {
  return ical({ prodId: { company: 'Throughline', product: 'Throughline', language: 'EN-GB' } });
}

/** Times are in UTC: every calendar shows them where it is. */
function entryOf({ id, revision, startsAt, endsAt, place, description, link, ...entry }: Appointment) {
  return {
    id: `throughline-session-${id}`,
    sequence: revision,
    stamp: new Date(entry.writtenAt),
    start: new Date(startsAt),
    end: new Date(endsAt),
    summary: oneLine(entry.title),
    ...(entry.isFree ? { transparency: ICalEventTransparency.TRANSPARENT } : {}),
    ...(place === '' ? {} : { location: oneLine(place) }),
    description,
    url: link,
  };
}

/** A name stands between quotes that it must not end (RFC 5545, section 3.2). */
function quotable(name: string): string {
  return oneLine(name).replaceAll('"', '’');
}
