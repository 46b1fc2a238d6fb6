import { readFilter } from '$lib/domain/audit/auditTrail';
import { askedOf, pageOf } from '$lib/features/audit/asked';
import { shown } from '../../../../../answers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params, url }) => {
  const [asked, page] = [askedOf(url), pageOf(url)];
  const trail = await shown(app.services.audit.page(actor, params.partnership, { filter: readFilter(asked), page }));
  return { trail, asked, page };
};
