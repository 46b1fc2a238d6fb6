import { redirect } from '@sveltejs/kit';
import { isDomainError } from '$lib/domain/shared/errors';
import { readForm, refusedForm, text } from '../../../answers';
import { completeSignIn } from '../../startSignIn';
import { safeReturnPath } from '../returnPath';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, url, request }) => {
  const next = safeReturnPath(url.searchParams.get('next'));
  if (actor.kind === 'person') redirect(303, next);
  const waits = await app.services.secondStep.waits(app.halfSignIn(request.headers.get('cookie')));
  if (!waits) redirect(303, `/sign-in?over&next=${encodeURIComponent(next)}`);
  return { next, ...waits, recovery: !waits.authenticator || url.searchParams.has('recovery') };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event.request);
    const next = safeReturnPath(text(form, 'next'));
    try {
      await completeSignIn(event, text(form, 'code'));
    } catch (cause) {
      if (isDomainError(cause) && cause.code === 'factor.over') {
        redirect(303, `/sign-in?over&next=${encodeURIComponent(next)}`);
      }
      return refusedForm(cause, form);
    }
    redirect(303, next);
  },
};
