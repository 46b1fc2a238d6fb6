import type { Progress } from '$lib/domain/sessions/progress';
import type { Step, StepKind } from '$lib/domain/sessions/step';
import { m } from '$lib/messages/messages.js';

const KINDS: Record<StepKind, () => string> = {
  welcome: m.sessions_kind_welcome,
  think: m.sessions_kind_think,
  share: m.sessions_kind_share,
  cluster: m.sessions_kind_cluster,
  vote: m.sessions_kind_vote,
  discuss: m.sessions_kind_discuss,
  assign: m.sessions_kind_assign,
  break: m.sessions_kind_break,
  close: m.sessions_kind_close,
};

/** What people do in a step of a kind. */
export function stepKindWords(kind: StepKind): string {
  return KINDS[kind]();
}

const STATES: Record<Progress['is'], () => string> = {
  planned: m.sessions_planned,
  running: m.sessions_running,
  ended: m.sessions_ended,
};

export function stateWords(is: Progress['is']): string {
  return STATES[is]();
}

/** Half of a day; empty where a session has only one. */
export function partWords(part: Step['part']): string {
  if (part === null) return '';
  return part === 'morning' ? m.sessions_part_morning() : m.sessions_part_afternoon();
}
