import { readFilter } from '$lib/domain/audit/auditTrail';
import { askedOf } from '$lib/features/audit/asked';
import { auditFile } from '$lib/features/audit/auditFile';
import { shown } from '../../../../../../answers';
import type { RequestHandler } from './$types';

/** The trail as a table. It is written down that somebody took it, so it is asked for by a form. */
export const POST: RequestHandler = async ({ locals: { app, actor, now }, params, url }) => {
  const rows = await shown(app.services.audit.export(actor, params.partnership, readFilter(askedOf(url))));
  return auditFile(rows, { name: params.partnership, now });
};
