import { m } from '$lib/messages/messages.js';
import { hourIn } from '$lib/ui/dates';

/** "Good morning, Ruth". */
export function greeting(name: string, now: string): string {
  const first = name.trim().split(/\s+/u)[0] ?? '';
  const hour = hourIn(now);
  if (hour < 12) return m.partnerships_good_morning({ name: first });
  return hour < 18 ? m.partnerships_good_afternoon({ name: first }) : m.partnerships_good_evening({ name: first });
}
