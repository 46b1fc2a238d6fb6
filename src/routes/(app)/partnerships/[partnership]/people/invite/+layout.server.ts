import { shown } from '../../../../../answers';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { app, actor }, params }) => ({
  byHand: !app.services.mail.hasServer,
  organisations: await shown(app.services.invitations.organisations(actor, params.partnership)),
});
