import { shown } from '../../../../answers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params }) => ({
  people: await shown(app.services.members.people(actor, params.partnership)),
});
