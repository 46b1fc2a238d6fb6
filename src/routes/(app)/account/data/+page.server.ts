import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, shown, text } from '../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor } }) => ({
  hasPassword: (await shown(app.services.openId.mine(actor))).hasPassword,
});

export const actions: Actions = {
  close: async ({ locals: { app, actor }, request, cookies }) => {
    const form = await readForm(request);
    try {
      const forgetName = text(form, 'name') === 'forget';
      await app.services.ownAccount.close(actor, { password: text(form, 'password'), forgetName });
    } catch (cause) {
      return refusedForm(cause, form);
    }
    const { name, options } = app.signInCookie('', { expiresAt: null });
    cookies.delete(name, options);
    redirect(303, '/sign-in?closed');
  },
};
