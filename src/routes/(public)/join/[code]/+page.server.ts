import { redirect } from '@sveltejs/kit';
import type { InvitationPage } from '$lib/domain/invitations/invitation';
import { isDomainError } from '$lib/domain/shared/errors';
import { readForm, refusedForm, shown, text } from '../../../answers';
import { keepStarted, placeOf, startSignIn } from '../../startSignIn';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params, request }) => {
  const invitation = await found(app.services.invitations.page(params.code));
  const came = await app.services.openId.newcomer(app.openIdSecret(request.headers.get('cookie')));
  const me = actor.kind === 'person' ? await shown(app.services.accounts.me(actor)) : null;
  return { invitation, me, came, providers: app.services.openId.providers };
};

export const actions: Actions = {
  accept: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    let slug: string;
    try {
      ({ slug } = await app.services.joining.accept(actor, params.code));
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, afterJoining(slug, app.guestSecret(request.headers.get('cookie'))));
  },
  register: async (event) => {
    const { params, request } = event;
    const { app } = event.locals;
    const form = await readForm(request);
    let slug: string;
    try {
      const password = text(form, 'password');
      const joined = await app.services.joining.acceptAsNew(params.code, {
        name: text(form, 'name'),
        password,
        organisationName: text(form, 'organisationName'),
        organisationKind: text(form, 'organisationKind'),
        identified: { secret: app.openIdSecret(request.headers.get('cookie')), place: placeOf(event) },
      });
      slug = joined.slug;
      if (joined.signedIn) keepStarted(event, joined.signedIn.started, joined.signedIn.shared);
      else await startSignIn(event, { email: joined.email, password, shared: false });
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, afterJoining(slug, app.guestSecret(request.headers.get('cookie'))));
  },
  ask: async ({ locals: { app }, params, request }) => {
    const form = await readForm(request);
    try {
      await app.services.invitations.ask(params.code, { email: text(form, 'email') });
      return { asked: true };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
  decline: async ({ locals: { app }, params, request }) => {
    const form = await readForm(request);
    try {
      await app.services.invitations.decline(params.code);
      return { declined: true };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
};

/** A browser that guests came with is asked first whether what they wrote is its owner's; that page leads on. */
function afterJoining(slug: string, guestSecret: string | null): string {
  return guestSecret === null ? `/partnerships/${slug}` : `/account/guest?joined=${slug}`;
}

/** Null for a link that is none, or was replaced. */
async function found(page: Promise<InvitationPage>): Promise<InvitationPage | null> {
  try {
    return await page;
  } catch (cause) {
    if (isDomainError(cause) && cause.code === 'invitation.unknown') return null;
    throw cause;
  }
}
