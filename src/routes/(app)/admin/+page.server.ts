import { readForm, refusedForm, shown } from '../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor } }) => ({
  overview: await shown(app.services.instance.overview(actor)),
});

export const actions: Actions = {
  test: async ({ locals: { app, actor }, request }) => {
    const form = await readForm(request);
    try {
      return { sentTo: (await app.services.instance.sendTest(actor)).to };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
};
