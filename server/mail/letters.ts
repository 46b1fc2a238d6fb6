import { readFileSync } from 'node:fs';
import type { Holding } from '../../src/lib/domain/partnerships/handOver.ts';
import { oneLine } from '../../src/lib/domain/shared/oneLine.ts';

/** Longer than any that names make: a line of a mail ends before 998 bytes (RFC 5322, section 2.1.1). */
const MOST_SUBJECT = 400;

/** Every letter, with what stands in it. */
export interface Letters {
  invitation: {
    inviter: string;
    inviterOrganisation: string;
    partnership: string;
    message: string;
    organisation: string;
    link: string;
    expires: string;
  };
  organisationInvitation: Omit<Letters['invitation'], 'organisation'>;
  reset: { link: string };
  passwordChanged: { link: string };
  factorAdded: { link: string };
  factorRemoved: { link: string };
  identityLinked: { provider: string; link: string };
  recoveryUsed: { link: string; left: string };
  accessEnds: { partnership: string; date: string; conveners: string; link: string };
  accessEndsOf: { name: string; partnership: string; date: string; link: string };
  handedOver: { by: string; from: string; to: string; partnership: string; moves: string; link: string };
  operatorLooks: {
    operator: string;
    organisation: string;
    partnership: string;
    reason: string;
    until: string;
    link: string;
  };
  operatorHelps: Letters['operatorLooks'];
  test: { by: string; link: string };
  joined: News & { name: string; organisation: string };
  roleChanged: News;
  removed: Omit<News, 'link'>;
  boardShared: News & { by: string; board: string };
  guestLinkFull: News & { board: string };
  guestLinkEnding: News & { board: string; ends: string };
  sessionInvited: News & { by: string; session: string; facts: string };
  sessionChanged: Letters['sessionInvited'];
  sessionUndated: Omit<Letters['sessionInvited'], 'facts'>;
  sessionOff: Letters['sessionUndated'];
  stepOpen: News & { session: string; step: string; until: string };
  stepCloses: Letters['stepOpen'];
  summary: News & SummaryWords;
  guestSummary: SummaryWords & { partnership: string; link: string };
}

/** The most of a session's summary, for whoever reads it in their mail alone. */
interface SummaryWords {
  by: string;
  session: string;
  decisions: string;
  actions: string;
}

/** What stands in every letter that somebody may want no more. */
interface News {
  partnership: string;
  link: string;
  unsubscribe: string;
}

/** Letters that come unless somebody wants them no more. */
export type OptionalLetter =
  | 'joined'
  | 'roleChanged'
  | 'removed'
  | 'boardShared'
  | 'guestLinkFull'
  | 'guestLinkEnding'
  | 'stepOpen'
  | 'stepCloses'
  | 'summary'
  | SessionLetter;

/** Letters to those who were invited to a session. */
export type SessionLetter = 'sessionInvited' | 'sessionChanged' | 'sessionUndated' | 'sessionOff';

export interface Written {
  subject: string;
  text: string;
}

const words = JSON.parse(readFileSync(new URL('../../messages/en-GB/mail.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;

/**
 * Writes a letter in the words of the message catalogue. A line that is empty because nothing stands in it goes. Its subject
 * is one line of what can be seen, whatever stands in it: nothing there becomes a header.
 */
export function writeLetter<K extends keyof Letters>(kind: K, holds: Letters[K]): Written {
  return {
    subject: oneLine(filled(`mail_${kind}_subject`, holds)).slice(0, MOST_SUBJECT),
    text: filled(`mail_${kind}_text`, holds),
  };
}

/** A line of what was handed over, in a letter that tells of it. */
export function holdingLine(holding: Holding, count: number): string {
  return filled(`mail_holding_${holding}`, { count: String(count) });
}

/** One thing to know of a session, in a letter and in a calendar; empty where there is nothing to say. */
export function sessionLine(fact: 'when' | 'steps' | 'place' | 'meeting' | 'lead' | 'link', value: string): string {
  return value === '' ? '' : filled(`mail_session_${fact}`, { value });
}

/** From when to when a step of a session over days is open. */
export function stepLine(step: { title: string; opens: string; closes: string }): string {
  return oneLine(filled('mail_session_step', step));
}

/** What was agreed in a session, as a letter says it; nothing where nothing was. */
export function agreedLines({
  decisions,
  actions,
}: {
  decisions: readonly string[];
  actions: readonly { words: string; who: string; organisation: string; day: string }[];
}): Pick<SummaryWords, 'decisions' | 'actions'> {
  const part = (key: string, lines: readonly string[]) =>
    lines.length === 0 ? '' : filled(`mail_summary_${key}`, { lines: lines.join('\n') });
  return {
    decisions: part(
      'decisions',
      decisions.map((words) => `- ${oneLine(words)}`),
    ),
    actions: part(
      'actions',
      actions.map((one) => oneLine(filled('mail_summary_action', one))),
    ),
  };
}

function filled(key: string, holds: object): string {
  const pattern = words[key];
  if (pattern === undefined) throw new Error(`there are no words for ${key}`);
  const values = holds as Readonly<Record<string, string>>;
  const text = pattern.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  return text.replace(/\n{3,}/g, '\n\n').trim();
}
