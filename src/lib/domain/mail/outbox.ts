import type { Instant } from '../shared/surroundings.ts';
import { addMinutes } from '../shared/surroundings.ts';

/** What a mail is for. */
export type MailKind = 'invitation' | 'reset' | 'factor' | 'accessEnds' | 'handOver' | 'operator' | 'news' | 'test';

/**
 * `waiting` to be sent, or for somebody to copy it where there is no mail server; `sending` handed to the mail server,
 * which has not answered yet; `sent` taken by it; `failed` given up.
 */
export type MailState = 'waiting' | 'sending' | 'sent' | 'failed';

/** Why a mail was given up: the mail server refused it, could not be reached, or nobody knows whether it went out. */
export type MailProblem = 'refused' | 'unreachable' | 'unknown' | 'unreadable';

/** A mail as conveners and operators see it in the list. */
export interface MailSummary {
  id: string;
  kind: MailKind;
  to: string;
  subject: string;
  state: MailState;
  problem: MailProblem | null;
  madeAt: Instant;
  sentAt: Instant | null;
}

/** A mail as operators see it: not what it is about, which is the partnership's. */
export type MailTrace = Omit<MailSummary, 'subject'>;

/** After each try that did not get through. A mail server that is being restarted is back within minutes. */
const TRY_AGAIN_MINUTES = [1, 5, 30, 120, 480] as const;

/** When to try next after so many tries; null when it is given up. */
export function nextTry(tries: number, now: Instant): Instant | null {
  const minutes = TRY_AGAIN_MINUTES[tries - 1];
  return minutes === undefined ? null : addMinutes(now, minutes);
}
