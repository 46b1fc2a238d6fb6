import { endOf } from '../../src/lib/domain/sessions/appointment.ts';
import type { Session } from '../../src/lib/domain/sessions/session.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import type { Appointment } from '../mail/calendarFile.ts';
import { sessionLine, stepLine } from '../mail/letters.ts';

/** A session with what of it is kept elsewhere. */
export interface SessionToTell {
  session: Session;
  /** Name of who leads it. */
  lead: string;
  /** Address of its page. */
  page: string;
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  ...({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const),
  timeZone: 'Europe/London',
});
const TIME = new Intl.DateTimeFormat('en-GB', {
  ...({ hour: 'numeric', minute: '2-digit', hourCycle: 'h12' } as const),
  timeZone: 'Europe/London',
});

/** What whoever is invited has to know, line by line. Nothing of the board is among it: a mail goes further than one thinks. */
export function factsOf({ session, lead }: SessionToTell): string {
  return linesOf([
    sessionLine('when', session.startsAt === null ? '' : whenWords(session, session.startsAt)),
    sessionLine('steps', linesOf(deadlinesOf(session))),
    sessionLine('place', session.place),
    sessionLine('meeting', session.meeting),
    sessionLine('lead', lead),
  ]);
}

/** The session as it stands in a calendar when it begins then. */
export function appointmentOf(
  { session, lead, page }: SessionToTell,
  { startsAt, revision, now }: { startsAt: Instant; revision: number; now: Instant },
): Appointment {
  const { id, title, place, meeting } = session;
  return {
    ...{ id, title, revision, startsAt, endsAt: endOf(session, startsAt), writtenAt: now, link: page },
    place: place || meeting,
    isFree: session.overDays,
    description: linesOf([
      sessionLine('steps', linesOf(deadlinesOf(session))),
      sessionLine('meeting', meeting),
      sessionLine('lead', lead),
      sessionLine('link', page),
    ]),
  };
}

/** "Tuesday 8 December 2026, 1.30 pm to 4.30 pm, London time"; without the end where nobody has said. */
function whenWords({ overDays, endsAt }: Session, startsAt: Instant): string {
  if (overDays && endsAt !== null) return `${dayWords(startsAt)} to ${momentWords(endsAt)}`;
  const times = [startsAt, ...(endsAt === null ? [] : [endsAt])].map(timeWords).join(' to ');
  return `${DAY.format(new Date(startsAt)).replace(',', '')}, ${times}, London time`;
}

/** "Tuesday 8 December 2026, 1.30 pm, London time". */
export function momentWords(at: Instant): string {
  return `${dayWords(at)}, London time`;
}

function dayWords(at: Instant): string {
  return `${DAY.format(new Date(at)).replace(',', '')}, ${timeWords(at)}`;
}

/** A line for each step that has dates; none of a meeting. */
function deadlinesOf({ overDays, agenda }: Session): string[] {
  if (!overDays) return [];
  return agenda.flatMap(({ title, days }) =>
    days ? [stepLine({ title, opens: dayWords(days.opens), closes: dayWords(days.closes) })] : [],
  );
}

function timeWords(at: Instant): string {
  return TIME.format(new Date(at)).replace(':', '.').replace(/\s/u, ' ').toLowerCase();
}

function linesOf(lines: readonly string[]): string {
  return lines.filter((line) => line !== '').join('\n');
}
