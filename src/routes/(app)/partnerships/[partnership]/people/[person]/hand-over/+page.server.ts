import { readForm, refusedForm, shown, text } from '../../../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params, url }) => {
  const asked = { from: params.person, to: url.searchParams.get('to') || null };
  return { handOver: await shown(app.services.handOvers.page(actor, params.partnership, asked)) };
};

export const actions: Actions = {
  default: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    const to = text(form, 'to');
    try {
      await app.services.handOvers.handOver(actor, params.partnership, { from: params.person, to });
      return { handedTo: to };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
};
