import { m } from '$lib/messages/messages.js';
import { HTTP_CHECK_POST, HTTP_CHECK_STREAM } from '$lib/protocol/httpLine';
import type { Findings, StreamFinding, WebSocketFinding } from './findings';
import { WEBSOCKET_CHECK } from './measure';

/** Where and when it was measured. */
export interface Place {
  host: string;
  port: string;
  isSecure: boolean;
  /** "13:41 on 24 Nov 2026". */
  at: string;
}

/** What to send to the IT team: what to allow, and what was seen. Nothing about a person or a board. */
export function itText(findings: Findings, { host, port, isSecure, at }: Place): string {
  const asked = [
    m.connection_it_allow(),
    row(m.connection_it_host(), host),
    row(m.connection_it_port(), isSecure ? `${port}, HTTPS` : `${port}, HTTP`),
    row('WebSocket', `${isSecure ? 'wss' : 'ws'}, /sync/`),
    row(m.connection_it_requests(), 'GET, POST, DELETE, /sync-http/'),
  ];
  const seen = [
    m.connection_it_seen({ at }),
    found(`WebSocket ${WEBSOCKET_CHECK}`, webSocketWords(findings.webSocket)),
    found(`GET ${HTTP_CHECK_STREAM}`, streamWords(findings.stream)),
    found(`POST ${HTTP_CHECK_POST}`, postWords(findings.post)),
  ];
  return [...asked, '', ...seen, '', m.connection_it_nothing_else()].join('\n');
}

function row(name: string, value: string): string {
  return `  ${name.padEnd(11)} ${value}`;
}

function found(what: string, words: string): string {
  return `  ${what}\n    ${words}`;
}

function webSocketWords(finding: WebSocketFinding): string {
  switch (finding.is) {
    case 'works':
      return m.connection_it_ws_works({ ms: Math.round(finding.answerMs) });
    case 'neverOpened':
      return m.connection_it_ws_never({ seconds: seconds(finding.afterMs), code: finding.code });
    case 'closed':
      return m.connection_it_ws_closed({ seconds: seconds(finding.afterMs), code: finding.code });
    case 'silent':
      return m.connection_it_ws_silent();
  }
}

function streamWords(finding: StreamFinding): string {
  switch (finding.is) {
    case 'works':
      return m.connection_it_stream_works();
    case 'heldBack':
      return m.connection_it_stream_held({ seconds: seconds(finding.ms) });
    case 'fails':
      return m.connection_it_fails();
  }
}

function postWords(finding: Findings['post']): string {
  if (finding.is === 'works') return m.connection_it_post_works({ ms: Math.round(finding.answerMs) });
  return finding.status === 0 ? m.connection_it_fails() : m.connection_it_status({ status: finding.status });
}

/** "0.4": tenths are enough. */
export function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(1);
}
