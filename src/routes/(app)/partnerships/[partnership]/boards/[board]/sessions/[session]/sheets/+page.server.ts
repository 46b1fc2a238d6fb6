import { shown } from '../../../../../../../../answers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params, url }) => {
  const { partnership, board, session } = params;
  const asked = { board, session, step: url.searchParams.get('step') };
  return { sheets: await shown(app.services.zoneSheets.page(actor, partnership, asked)) };
};
