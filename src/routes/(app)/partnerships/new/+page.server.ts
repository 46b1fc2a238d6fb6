import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, text } from '../../../answers';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ locals: { app, actor }, request }) => {
    const form = await readForm(request);
    let slug: string;
    try {
      const given = { name: text(form, 'name'), purpose: text(form, 'purpose') };
      ({ slug } = await app.services.partnerships.create(actor, given));
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${slug}/people/invite/organisation`);
  },
};
