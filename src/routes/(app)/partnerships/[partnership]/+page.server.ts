import { shown } from '../../../answers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor, now }, params, depends }) => {
  depends('boards:here');
  const { partnerships, takenOffReview, readiness } = app.services;
  const home = await shown(partnerships.home(actor, params.partnership));
  return {
    home,
    toReview: await shown(takenOffReview.count(actor, params.partnership)),
    readiness: await shown(readiness.now(actor, params.partnership)),
    now,
  };
};
