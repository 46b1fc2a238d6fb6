import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, shown } from '../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, url }) => ({
  wanted: await shown(app.services.mailChoices.choices(actor)),
  saved: url.searchParams.has('saved'),
});

export const actions: Actions = {
  default: async ({ locals: { app, actor }, request }) => {
    const form = await readForm(request);
    const wanted = form.getAll('mail').filter((choice) => typeof choice === 'string');
    try {
      await app.services.mailChoices.choose(actor, wanted);
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, '/account/mails?saved');
  },
};
