import { shown } from '../answers';
import type { LayoutServerLoad } from './$types';

/** Who is in the partnership as operator: asked anew on each page, so that nobody comes in unseen. */
export const load: LayoutServerLoad = async ({ locals: { app, actor }, params: { partnership }, url }) => {
  if (partnership === undefined || url.pathname === '') return { visits: [] };
  return { visits: await shown(app.services.operatorVisits.here(actor, partnership)) };
};
