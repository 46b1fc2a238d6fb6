import { shown } from '../../../answers';
import type { LayoutServerLoad } from './$types';

/** The partnership every page below is about, and what the person may do there. */
export const load: LayoutServerLoad = async ({ locals: { app, actor }, params }) => {
  const { slug, name, allowed } = await shown(app.services.partnerships.frame(actor, params.partnership));
  return { partnership: { slug, name }, allowed };
};
