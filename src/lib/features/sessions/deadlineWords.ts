import { timeIn } from '$lib/ui/dates';

const DAY = new Intl.DateTimeFormat('en-GB', {
  ...({ weekday: 'short', day: 'numeric', month: 'short' } as const),
  timeZone: 'Europe/London',
});

/** "Thu 4 Dec, 5.00 pm": for deadlines, which lie weeks ahead and not years. */
export function deadlineWords(moment: string): string {
  return `${DAY.format(new Date(moment)).replace(',', '').replace('Sept', 'Sep')}, ${timeIn('en-GB', moment)}`;
}
