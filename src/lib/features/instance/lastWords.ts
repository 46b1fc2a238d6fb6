import { m } from '$lib/messages/messages.js';
import { fullDate } from '$lib/ui/dates';

/** When somebody signed in last. */
export function lastWords(lastSignInAt: string | null): string {
  return lastSignInAt === null ? m.admin_last_never() : m.admin_last({ date: fullDate(lastSignInAt) });
}
