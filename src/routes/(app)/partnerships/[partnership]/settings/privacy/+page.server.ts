import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, shown, text } from '../../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params, url }) => ({
  contacts: await shown(app.services.contacts.settings(actor, params.partnership)),
  saved: url.searchParams.get('saved'),
});

export const actions: Actions = {
  officer: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      await app.services.contacts.setDataProtection(actor, params.partnership, {
        controllers: form.getAll('controllers').filter((id) => typeof id === 'string'),
        officer: text(form, 'officer'),
        email: text(form, 'email'),
        phone: text(form, 'phone'),
      });
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${params.partnership}/settings/privacy?saved=officer`);
  },
  contact: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      await app.services.contacts.setSafeguarding(actor, params.partnership, {
        name: text(form, 'contactName'),
        jobTitle: text(form, 'contactJob'),
        phone: text(form, 'contactPhone'),
        hours: text(form, 'hours'),
      });
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${params.partnership}/settings/privacy?saved=contact`);
  },
};
