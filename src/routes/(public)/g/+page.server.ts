import { shown } from '../../answers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app }, request }) => {
  const identity = app.guestSecret(request.headers.get('cookie'));
  return { boards: await shown(app.services.guestJoining.mine(identity)) };
};
