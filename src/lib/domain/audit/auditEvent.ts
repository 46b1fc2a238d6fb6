/** Everything the audit trail can say happened. It records who and what, never the words of a card. */
export const AUDIT_EVENTS = [
  'instance.setUp',
  'signIn.started',
  'signIn.refused',
  'signIn.ended',
  'person.added',
  'person.passwordSet',
  'organisation.added',
  'partnership.created',
  'membership.added',
  'membership.changed',
  'board.created',
  'board.renamed',
  'board.archived',
  'board.restored',
  'board.shared',
  'backup.made',
  'backup.restored',
] as const;
export type AuditEvent = (typeof AUDIT_EVENTS)[number];
