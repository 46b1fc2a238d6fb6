import type { AuditRow } from '$lib/domain/audit/auditTrail';
import { auditCsv } from '$lib/domain/audit/auditTrail';
import { whoWords } from './auditWords';
import { m } from '$lib/messages/messages.js';

const COLUMNS = {
  at: m.audit_column_at(),
  event: m.audit_column_event(),
  actor: m.audit_column_actor(),
  organisation: m.audit_column_organisation(),
  partnership: m.audit_column_partnership(),
  address: m.audit_column_address(),
  details: m.audit_column_details(),
};

/** A guest by the name they show; what nobody here did stays without one. */
function named(row: AuditRow): AuditRow {
  return row.guest === null ? row : { ...row, actor: whoWords(row) };
}

/** The trail as a table to be saved. */
export function auditFile(rows: readonly AuditRow[], { name, now }: { name: string; now: string }): Response {
  const file = `${name}-${now.slice(0, 'yyyy-mm-dd'.length)}.csv`;
  return new Response(auditCsv(rows.map(named), COLUMNS), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${file}"`,
    },
  });
}
