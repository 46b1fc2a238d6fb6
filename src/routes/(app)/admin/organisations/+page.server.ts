import { shown } from '../../../answers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor } }) => ({
  organisations: await shown(app.services.instance.organisations(actor)),
});
