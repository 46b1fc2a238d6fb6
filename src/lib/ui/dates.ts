/** Dates as people in the United Kingdom write them, the same on the server and in every browser. */
const ZONE = 'Europe/London';
const DAY_MS = 86_400_000;

const inZone = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, ...options });
const dayOf = inZone({ year: 'numeric', month: '2-digit', day: '2-digit' });
const hourOf = inZone({ hour: 'numeric', hourCycle: 'h23' });
const clock = inZone({ hour: 'numeric', minute: '2-digit', hourCycle: 'h12' });
const dayMonth = inZone({ day: 'numeric', month: 'short' });
const dayMonthYear = inZone({ day: 'numeric', month: 'short', year: 'numeric' });
const long = inZone({ day: 'numeric', month: 'long', year: 'numeric' });
const full = inZone({ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' });

/** How far a moment lies back, in the steps that people say. */
export type Ago = { is: 'now' } | { is: 'today'; time: string } | { is: 'yesterday' } | { is: 'earlier'; day: string };

export function ago(moment: string, now: string): Ago {
  const then = new Date(moment);
  const today = new Date(now);
  if (today.getTime() - then.getTime() < 60_000) return { is: 'now' };
  const days = daysBetween(then, today);
  if (days <= 0) return { is: 'today', time: timeOf(then) };
  if (days === 1) return { is: 'yesterday' };
  return { is: 'earlier', day: (sameYear(then, today) ? dayMonth : dayMonthYear).format(then).replace('Sept', 'Sep') };
}

/** "Tue 24 November 2026, 2.00 pm": for tooltips and lists of sign-ins. */
export function fullDate(moment: string): string {
  const date = new Date(moment);
  return `${full.format(date).replace(',', '')}, ${timeOf(date)}`;
}

/** "24 December 2026": in a sentence. */
export function longDay(moment: string): string {
  return long.format(new Date(moment));
}

/** "Wed 30 June 2027": for a day such as `2027-06-30`, and for moments of which only the day counts. */
export function fullDay(day: string): string {
  return full.format(new Date(day)).replace(',', '');
}

/** The hour of the day there, 0 to 23. */
export function hourIn(moment: string): number {
  return Number(hourOf.format(new Date(moment)));
}

function timeOf(date: Date): string {
  return clock.format(date).replace(':', '.').replace(/\s/u, ' ').toLowerCase();
}

function daysBetween(from: Date, to: Date): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY_MS);
}

function startOfDay(date: Date): number {
  const [day, month, year] = dayOf.format(date).split('/').map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1);
}

function sameYear(a: Date, b: Date): boolean {
  return dayOf.format(a).slice(-4) === dayOf.format(b).slice(-4);
}

/** The time of a day in another language, by its tag: "2.00 pm", "14:00". */
export function timeIn(tag: string, moment: string): string {
  const date = new Date(moment);
  if (tag === 'en-GB') return timeOf(date);
  return new Intl.DateTimeFormat(tag, { timeZone: ZONE, hour: 'numeric', minute: '2-digit' }).format(date);
}

/** The same day in another language, by its tag: "24 grudnia 2026". */
export function longDayIn(tag: string, moment: string): string {
  return new Intl.DateTimeFormat(tag, { timeZone: ZONE, day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(moment),
  );
}
