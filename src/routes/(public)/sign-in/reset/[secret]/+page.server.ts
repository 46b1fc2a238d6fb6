import { redirect } from '@sveltejs/kit';
import { isDomainError } from '$lib/domain/shared/errors';
import { readForm, refusedForm, text } from '../../../../answers';
import type { Actions, PageServerLoad } from './$types';

/** Looking at it changes nothing: mail scanners open every link. */
export const load: PageServerLoad = async ({ locals: { app }, params }) => ({
  account: await found(app.services.resets.page(params.secret)),
});

export const actions: Actions = {
  default: async ({ locals: { app }, params, request }) => {
    const form = await readForm(request);
    try {
      await app.services.resets.reset(params.secret, { password: text(form, 'password') });
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, '/sign-in?changed');
  },
};

/** Null for a link that opens nothing any more. */
async function found(page: Promise<{ email: string }>): Promise<{ email: string } | null> {
  try {
    return await page;
  } catch (cause) {
    if (isDomainError(cause) && cause.code === 'reset.over') return null;
    throw cause;
  }
}
