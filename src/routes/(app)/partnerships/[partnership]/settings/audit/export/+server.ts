import { auditCsv, readFilter } from '$lib/domain/audit/auditTrail';
import { m } from '$lib/messages/messages.js';
import { shown } from '../../../../../../answers';
import { askedOf } from '../asked';
import type { RequestHandler } from './$types';

const COLUMNS = {
  at: m.audit_column_at(),
  event: m.audit_column_event(),
  actor: m.audit_column_actor(),
  organisation: m.audit_column_organisation(),
  address: m.audit_column_address(),
  details: m.audit_column_details(),
};

/** The trail as a table. It is written down that somebody took it, so it is asked for by a form. */
export const POST: RequestHandler = async ({ locals: { app, actor, now }, params, url }) => {
  const rows = await shown(app.services.audit.export(actor, params.partnership, readFilter(askedOf(url))));
  const file = `${params.partnership}-${now.slice(0, 'yyyy-mm-dd'.length)}.csv`;
  return new Response(auditCsv(rows, COLUMNS), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${file}"`,
    },
  });
};
