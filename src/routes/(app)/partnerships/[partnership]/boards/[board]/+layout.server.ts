import { shown } from '../../../../../answers';
import { networkOf } from './networkOf';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { app, actor, signIn }, params, depends, getClientAddress }) => {
  depends('board');
  const board = await shown(app.services.boards.open(actor, params.partnership, params.board));
  // On a shared computer nothing stays behind.
  return { board, keepCopy: signIn?.shared === false, network: networkOf(getClientAddress()) };
};
