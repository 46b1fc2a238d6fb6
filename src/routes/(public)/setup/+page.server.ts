import { redirect } from '@sveltejs/kit';
import type { OrganisationKind } from '$lib/domain/organisations/organisation';
import { isDomainError } from '$lib/domain/shared/errors';
import { readForm, refusedForm, text } from '../../answers';
import { startSignIn } from '../startSignIn';
import type { Actions, PageServerLoad } from './$types';

type Link = { is: 'good' } | { is: 'done' } | { is: 'wrong' };

export const load: PageServerLoad = async ({ locals: { app }, url }) => {
  const token = url.searchParams.get('token') ?? '';
  return { token, link: await judge(app.services.setup.check(token)) };
};

export const actions: Actions = {
  default: async (event) => {
    const { locals, url, request } = event;
    const form = await readForm(request);
    const given = { email: text(form, 'email'), password: text(form, 'password') };
    let slug: string;
    try {
      ({ slug } = await locals.app.services.setup.complete(url.searchParams.get('token') ?? '', {
        ...given,
        organisationName: text(form, 'organisationName'),
        organisationKind: text(form, 'organisationKind') as OrganisationKind,
        personName: text(form, 'personName'),
        partnershipName: text(form, 'partnershipName'),
      }));
      await startSignIn(event, { ...given, shared: false });
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${slug}`);
  },
};

async function judge(check: Promise<void>): Promise<Link> {
  try {
    await check;
    return { is: 'good' };
  } catch (cause) {
    if (!isDomainError(cause)) throw cause;
    return { is: cause.code === 'setup.done' ? 'done' : 'wrong' };
  }
}
