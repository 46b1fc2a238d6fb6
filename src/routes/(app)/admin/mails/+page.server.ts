import { shown } from '../../../answers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor } }) => ({
  mails: await shown(app.services.instance.mails(actor)),
  hasServer: app.services.mail.hasServer,
});
