import type { AuditEvent } from '$lib/domain/audit/auditEvent';
import type { AuditGroup } from '$lib/domain/audit/auditTrail';
import { m } from '$lib/messages/messages.js';

type Worded<E extends string> = E extends `${infer Group}.${infer What}` ? `audit_event_${Group}_${What}` : never;

/** What happened, in a few words. */
export function eventWords(event: AuditEvent): string {
  return m[`audit_event_${event.replace('.', '_')}` as Worded<AuditEvent>]();
}

/** What a group of events is about. */
export function groupWords(group: AuditGroup): string {
  return m[`audit_group_${group}`]();
}
