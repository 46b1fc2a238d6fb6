import { shown } from '../../../../../answers';
import { networkOf } from './networkOf';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { app, actor, signIn }, params, depends, getClientAddress }) => {
  depends('board');
  const { boards, takenOff } = app.services;
  const board = await shown(boards.open(actor, params.partnership, params.board));
  const mayTakeOff = board.allowed['board.takeOff'];
  const reviewers = mayTakeOff ? await shown(takenOff.reviewers(actor, params.partnership, params.board)) : null;
  // On a shared computer nothing stays behind.
  return { board, reviewers, keepCopy: signIn?.shared === false, network: networkOf(getClientAddress()) };
};
