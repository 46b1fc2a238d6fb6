import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, shown, text } from '../../answers';
import { startSignIn } from '../startSignIn';
import { safeReturnPath } from './returnPath';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, url }) => {
  const next = safeReturnPath(url.searchParams.get('next'));
  if (actor.kind === 'person') redirect(303, next);
  const [changed, closed] = [url.searchParams.has('changed'), url.searchParams.has('closed')];
  return { next, changed, closed, needsSetup: await shown(app.services.setup.needed()) };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event.request);
    try {
      const shared = form.get('shared') === 'on';
      await startSignIn(event, { email: text(form, 'email'), password: text(form, 'password'), shared });
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, safeReturnPath(text(form, 'next')));
  },
};
