import { shown } from '../../../../../../answers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params }) => ({
  mail: await shown(app.services.mail.read(actor, params.partnership, params.mail)),
});
