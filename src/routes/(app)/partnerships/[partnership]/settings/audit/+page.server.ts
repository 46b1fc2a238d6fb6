import { readFilter } from '$lib/domain/audit/auditTrail';
import { shown } from '../../../../../answers';
import { askedOf } from './asked';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params, url }) => {
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  const asked = askedOf(url);
  const trail = await shown(app.services.audit.page(actor, params.partnership, { filter: readFilter(asked), page }));
  return { trail, asked, page };
};
