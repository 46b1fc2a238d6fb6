import { shown } from '../../../../answers';
import type { PageServerLoad } from './$types';

const DONE = ['restored', 'erased', 'passed'] as const;

export const load: PageServerLoad = async ({ locals: { app, actor }, params, url }) => {
  const { mine, orphaned } = await shown(app.services.takenOffReview.list(actor, params.partnership));
  const done = DONE.find((one) => one === url.searchParams.get('done')) ?? null;
  return { mine, orphaned, done, board: done === 'restored' ? url.searchParams.get('board') : null };
};
