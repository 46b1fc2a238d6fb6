import { shown } from '../../../../answers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params }) => ({
  entry: await shown(app.services.instance.partnership(actor, params.slug)),
});
