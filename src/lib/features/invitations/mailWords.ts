import type { MailKind, MailProblem, MailSummary } from '$lib/domain/mail/outbox';
import { m } from '$lib/messages/messages.js';
import { fullDate } from '$lib/ui/dates';

const PROBLEMS: Record<MailProblem, () => string> = {
  refused: m.invitations_problem_refused,
  unreachable: m.invitations_problem_unreachable,
  unknown: m.invitations_problem_unknown,
  unreadable: m.invitations_problem_unreadable,
};

const KINDS: Record<MailKind, () => string> = {
  invitation: m.invitations_mail_kind_invitation,
  reset: m.invitations_mail_kind_reset,
  factor: m.invitations_mail_kind_factor,
  accessEnds: m.invitations_mail_kind_accessEnds,
  handOver: m.invitations_mail_kind_handOver,
  operator: m.invitations_mail_kind_operator,
  news: m.invitations_mail_kind_news,
  test: m.invitations_mail_kind_test,
};

/** What became of a mail. Without a mail server, what waits is copied by hand. */
export function mailStateWords(
  { state, sentAt }: Pick<MailSummary, 'state' | 'sentAt'>,
  { hasServer }: { hasServer: boolean },
): string {
  switch (state) {
    case 'waiting':
      return hasServer ? m.invitations_mail_waiting() : m.invitations_mail_to_copy();
    case 'sending':
      return m.invitations_mail_sending();
    case 'sent':
      return m.invitations_mail_sent({ date: fullDate(sentAt ?? '') });
    case 'failed':
      return m.invitations_mail_failed();
  }
}

/** Why it did not go out. */
export function mailProblemWords(problem: MailProblem): string {
  return PROBLEMS[problem]();
}

/** What it is for. */
export function mailKindWords(kind: MailKind): string {
  return KINDS[kind]();
}
