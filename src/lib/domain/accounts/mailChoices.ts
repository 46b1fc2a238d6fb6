/**
 * Mails that come unless somebody wants them no more. Those about one's own sign-in and password, invitations, and that
 * an operator came in are none of them: they always come.
 */
export const MAIL_CHOICES = [
  ...(['joined', 'membership', 'boardShared', 'sessions', 'reminders', 'summary', 'guestLinks'] as const),
] as const;
export type MailChoice = (typeof MAIL_CHOICES)[number];

/** Whether each is wanted. */
export type MailChoices = Readonly<Record<MailChoice, boolean>>;

export function isMailChoice(value: string): value is MailChoice {
  return (MAIL_CHOICES as readonly string[]).includes(value);
}

/** All but those that are not wanted. */
export function choicesWithout(refused: readonly MailChoice[]): MailChoices {
  const wanted = MAIL_CHOICES.map((choice) => [choice, !refused.includes(choice)] as const);
  return Object.fromEntries(wanted) as Record<MailChoice, boolean>;
}
