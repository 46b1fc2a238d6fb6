import { withGuestWords } from '$lib/features/guests/withGuestWords';
import { TO_BE_KEPT } from '$lib/protocol/keptPage';
import { shown } from '../../../../../answers';
import { networkOf } from './networkOf';
import type { LayoutServerLoad, LayoutServerLoadEvent } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const { locals, params, depends, getClientAddress } = event;
  const { app, actor, signIn } = locals;
  depends('board');
  const { boards, takenOff } = app.services;
  const opened = withGuestWords(await shown(boards.open(actor, params.partnership, params.board)));
  const board = isFirstLook(event) ? opened : { ...opened, beginning: null };
  const mayTakeOff = board.allowed['board.takeOff'];
  const reviewers = mayTakeOff ? await shown(takenOff.reviewers(actor, params.partnership, params.board)) : null;
  // On a shared computer nothing stays behind.
  return { board, reviewers, keepCopy: signIn?.shared === false, network: networkOf(getClientAddress()) };
};

/** Whether somebody is about to look at the canvas. Changing between the views asks for nothing again. */
function isFirstLook({ route, request, untrack }: LayoutServerLoadEvent): boolean {
  const isCanvas = untrack(() => route.id) === '/(app)/partnerships/[partnership]/boards/[board]';
  return isCanvas && !request.headers.has(TO_BE_KEPT);
}
