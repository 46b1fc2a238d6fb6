import { shown } from '../../../../answers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params }) => ({
  readiness: await shown(app.services.readiness.page(actor, params.partnership)),
});
