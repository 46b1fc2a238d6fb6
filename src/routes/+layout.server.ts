import { shown } from './answers';
import type { LayoutServerLoad } from './$types';

/** What the frame needs on every page: who is here and where they may go. */
export const load: LayoutServerLoad = async ({ locals: { app, actor } }) => {
  if (actor.kind !== 'person') return { me: null, partnerships: [] };
  const { accounts, partnerships } = app.services;
  const [me, mine] = await shown(Promise.all([accounts.me(actor), partnerships.mine(actor)]));
  return { me, partnerships: mine };
};
