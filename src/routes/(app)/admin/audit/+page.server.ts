import { readFilter } from '$lib/domain/audit/auditTrail';
import { askedOf, pageOf } from '$lib/features/audit/asked';
import { shown } from '../../../answers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, url }) => {
  const [asked, page] = [askedOf(url), pageOf(url)];
  return {
    trail: await shown(app.services.audit.instancePage(actor, { filter: readFilter(asked), page })),
    asked,
    page,
  };
};
