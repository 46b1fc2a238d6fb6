import { error, redirect } from '@sveltejs/kit';
import { m } from '$lib/messages/messages.js';
import { readForm, refusedForm, shown } from '../../../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params }) => {
  const item = await shown(app.services.takenOffReview.open(actor, params.partnership, params.item));
  if (!item.allowed['takenOff.review']) error(403, { code: 'notAllowed', message: m.error_notAllowed() });
  return { item };
};

export const actions: Actions = {
  default: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      await app.services.takenOffReview.erase(actor, params.partnership, params.item);
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${params.partnership}/taken-off?done=erased`);
  },
};
