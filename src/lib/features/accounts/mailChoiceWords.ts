import type { MailChoice } from '$lib/domain/accounts/mailChoices';
import { m } from '$lib/messages/messages.js';

const WORDS: Record<MailChoice, { label: () => string; detail: () => string }> = {
  joined: { label: m.accounts_mail_joined, detail: m.accounts_mail_joined_detail },
  membership: { label: m.accounts_mail_membership, detail: m.accounts_mail_membership_detail },
  boardShared: { label: m.accounts_mail_boardShared, detail: m.accounts_mail_boardShared_detail },
  sessions: { label: m.accounts_mail_sessions, detail: m.accounts_mail_sessions_detail },
  reminders: { label: m.accounts_mail_reminders, detail: m.accounts_mail_reminders_detail },
  summary: { label: m.accounts_mail_summary, detail: m.accounts_mail_summary_detail },
  guestLinks: { label: m.accounts_mail_guestLinks, detail: m.accounts_mail_guestLinks_detail },
};

/** What a mail that one may want no more is about, and when it comes. */
export function mailChoiceWords(choice: MailChoice): { label: string; detail: string } {
  const { label, detail } = WORDS[choice];
  return { label: label(), detail: detail() };
}
