import { m } from '$lib/messages/messages.js';
import type { Findings, Verdict, WebSocketFinding } from './findings';
import { clockFault, verdictOf } from './findings';
import { seconds } from './itText';

/** How a row came out: works, is what the page uses now, works less well, or does not work. */
export type Outcome = 'works' | 'inUse' | 'slow' | 'blocked';

export interface Row {
  name: string;
  outcome: Outcome;
  words: string;
}

/** What was found, a row for each thing, in the words of the people who ask. */
export function rowsOf(findings: Findings, { isSecure }: { isSecure: boolean }): Row[] {
  const verdict = verdictOf(findings);
  return [
    serverRow(findings.server),
    {
      name: m.connection_row_secure(),
      outcome: isSecure ? 'works' : 'slow',
      words: isSecure ? m.connection_secure_yes() : m.connection_secure_no(),
    },
    webSocketRow(findings.webSocket, verdict),
    backUpRow(findings, verdict),
    cookieRow(findings.cookie),
    {
      name: m.connection_row_storage(),
      outcome: findings.storage === 'works' ? 'works' : 'blocked',
      words: findings.storage === 'works' ? m.connection_storage_yes() : m.connection_storage_no(),
    },
    clockRow(findings),
  ];
}

function serverRow(server: Findings['server']): Row {
  const name = m.connection_row_server();
  if (!server) return { name, outcome: 'blocked', words: m.connection_server_no() };
  if (!server.canSave) return { name, outcome: 'slow', words: m.connection_server_full() };
  return { name, outcome: 'works', words: m.connection_answered({ ms: Math.round(server.answerMs) }) };
}

function webSocketRow(finding: WebSocketFinding, verdict: Verdict): Row {
  const name = m.connection_row_ws();
  switch (finding.is) {
    case 'works':
      return {
        name,
        outcome: verdict === 'live' ? 'inUse' : 'works',
        words: m.connection_answered({ ms: Math.round(finding.answerMs) }),
      };
    case 'neverOpened':
      return { name, outcome: 'blocked', words: m.connection_ws_never() };
    case 'closed':
      return { name, outcome: 'blocked', words: m.connection_ws_closed({ seconds: seconds(finding.afterMs) }) };
    case 'silent':
      return { name, outcome: 'blocked', words: m.connection_ws_silent() };
  }
}

function backUpRow({ stream, post }: Findings, verdict: Verdict): Row {
  const name = m.connection_row_backup();
  if (post.is === 'fails') return { name, outcome: 'blocked', words: m.connection_post_no() };
  const outcome = verdict === 'stream' || verdict === 'poll' ? 'inUse' : stream.is === 'works' ? 'works' : 'slow';
  return {
    name,
    outcome,
    words:
      stream.is === 'works'
        ? m.connection_backup_stream({ ms: Math.round(post.answerMs) })
        : m.connection_backup_poll({ ms: Math.round(post.answerMs) }),
  };
}

function cookieRow(cookie: Findings['cookie']): Row {
  const words = { kept: m.connection_cookie_kept, lost: m.connection_cookie_lost, unknown: m.connection_not_tested };
  const outcomes = { kept: 'works', lost: 'blocked', unknown: 'slow' } as const;
  return { name: m.connection_row_cookie(), outcome: outcomes[cookie], words: words[cookie]() };
}

function clockRow(findings: Findings): Row {
  const name = m.connection_row_clock();
  if (findings.clockAheadMs === null) return { name, outcome: 'slow', words: m.connection_not_tested() };
  const minutes = clockFault(findings);
  if (minutes === null) return { name, outcome: 'works', words: m.connection_clock_right() };
  const words = minutes > 0 ? m.connection_clock_fast : m.connection_clock_slow;
  return { name, outcome: 'slow', words: words({ minutes: Math.abs(minutes) }) };
}

/** The sentence at the top, and what to do. */
export function verdictWords(verdict: Verdict): { kind: 'ok' | 'warn' | 'bad'; title: string; text: string } {
  switch (verdict) {
    case 'live':
      return { kind: 'ok', title: m.connection_live_title(), text: m.connection_live_text() };
    case 'stream':
      return { kind: 'warn', title: m.connection_stream_title(), text: m.connection_stream_text() };
    case 'poll':
      return { kind: 'warn', title: m.connection_poll_title(), text: m.connection_poll_text() };
    case 'readOnly':
      return { kind: 'bad', title: m.connection_readonly_title(), text: m.connection_readonly_text() };
    case 'cannotSave':
      return { kind: 'bad', title: m.connection_full_title(), text: m.connection_full_text() };
    case 'unreachable':
      return { kind: 'bad', title: m.connection_unreachable_title(), text: m.connection_unreachable_text() };
  }
}
