import { redirect } from '@sveltejs/kit';
import type { OrganisationKind } from '$lib/domain/organisations/organisation';
import { isDomainError } from '$lib/domain/shared/errors';
import { deviceName } from '$lib/features/accounts/deviceName';
import { m } from '$lib/messages/messages.js';
import { readForm, refusedForm, text } from '../../answers';
import type { Actions, PageServerLoad } from './$types';

type Link = { is: 'good' } | { is: 'done' } | { is: 'wrong' };

export const load: PageServerLoad = async ({ locals: { app }, url }) => {
  const token = url.searchParams.get('token') ?? '';
  return { token, link: await judge(app.services.setup.check(token)) };
};

export const actions: Actions = {
  default: async ({ locals: { app }, request, cookies, url }) => {
    const form = await readForm(request);
    const given = { email: text(form, 'email'), password: text(form, 'password') };
    let slug: string;
    try {
      ({ slug } = await app.services.setup.complete(url.searchParams.get('token') ?? '', {
        ...given,
        organisationName: text(form, 'organisationName'),
        organisationKind: text(form, 'organisationKind') as OrganisationKind,
        personName: text(form, 'personName'),
        partnershipName: text(form, 'partnershipName'),
      }));
      const device = deviceName(request.headers.get('user-agent'), m.accounts_other_device());
      const { secret, expiresAt, knownDevice } = await app.services.accounts.signIn({
        ...given,
        shared: false,
        device,
      });
      const { name, value, options } = app.signInCookie(secret, { expiresAt, shared: false });
      cookies.set(name, value, options);
      if (knownDevice) {
        const known = app.deviceCookie(knownDevice);
        cookies.set(known.name, known.value, known.options);
      }
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
