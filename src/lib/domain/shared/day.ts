import type { Instant } from './surroundings.ts';
import { instant } from './surroundings.ts';

/** A day such as `2027-06-30`. Text order is time order. */
export type Day = string;

const IN_LONDON = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

const CLOCK_IN_LONDON = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toJSON().startsWith(text);
}

/** The day it is in London at a moment. */
export function dayIn(moment: Instant): Day {
  return IN_LONDON.format(new Date(moment));
}

export function addToDay(day: Day, days: number): Day {
  return instant(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).slice(0, day.length);
}

/** The midnight in London after which a day is over. */
export function endOfDay(day: Day): Instant {
  return inLondon(addToDay(day, 1), '00:00');
}

/** Whether it is a time of the day such as `14:30`. */
export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** The moment at which it is this time of the day in London. Of the hour that comes twice in autumn it is the later one, and of that which there is not in spring the next. */
export function inLondon(day: Day, time: string): Instant {
  const [winter, summer] = [0, 3_600_000].map((ahead) => instant(Date.parse(`${day}T${time}:00Z`) - ahead)) as [
    Instant,
    Instant,
  ];
  return timeIn(summer) === time && timeIn(winter) !== time ? summer : winter;
}

/** The time of the day in London at a moment, such as `14:30`. */
export function timeIn(moment: Instant): string {
  return CLOCK_IN_LONDON.format(new Date(moment));
}
