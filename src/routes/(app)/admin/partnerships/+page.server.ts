import { shown } from '../../../answers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor } }) => ({
  entries: await shown(app.services.instance.partnerships(actor)),
});
