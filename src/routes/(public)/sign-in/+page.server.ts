import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, shown, text, wordsOf } from '../../answers';
import { startSignIn } from '../startSignIn';
import { safeReturnPath } from './returnPath';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, url }) => {
  const next = safeReturnPath(url.searchParams.get('next'));
  if (actor.kind === 'person') redirect(303, next);
  const [changed, closed, over] = ['changed', 'closed', 'over'].map((done) => url.searchParams.has(done));
  const refused = wordsOf(url.searchParams.get('refused'));
  const needsSetup = await shown(app.services.setup.needed());
  return { next, changed, closed, over, refused, needsSetup, providers: app.services.openId.providers };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event.request);
    const next = safeReturnPath(text(form, 'next'));
    let step: Awaited<ReturnType<typeof startSignIn>>;
    try {
      const shared = form.get('shared') === 'on';
      step = await startSignIn(event, { email: text(form, 'email'), password: text(form, 'password'), shared });
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, step === 'in' ? next : `/sign-in/code?next=${encodeURIComponent(next)}`);
  },
};
