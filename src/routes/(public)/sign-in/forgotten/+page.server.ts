import { readForm, refusedForm, text } from '../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { app } }) => ({ offered: app.services.resets.isOffered });

export const actions: Actions = {
  default: async ({ locals: { app }, request }) => {
    const form = await readForm(request);
    try {
      await app.services.resets.ask({ email: text(form, 'email') });
      return { asked: true };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
};
