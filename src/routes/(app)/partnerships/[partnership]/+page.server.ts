import { shown } from '../../../answers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor, now }, params, depends }) => {
  depends('boards:here');
  return { home: await shown(app.services.partnerships.home(actor, params.partnership)), now };
};
