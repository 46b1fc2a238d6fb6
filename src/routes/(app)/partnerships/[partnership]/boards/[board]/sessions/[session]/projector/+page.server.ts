import { shown } from '../../../../../../../../answers';
import { networkOf } from '../../../networkOf';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params, getClientAddress }) => {
  const { partnership, board, session } = params;
  const page = await shown(app.services.sessionRooms.projector(actor, partnership, { board, session }));
  return { page, network: networkOf(getClientAddress()) };
};
