import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, shown, text } from '../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, request, url }) => {
  const { guestClaims, partnerships } = app.services;
  const claims = await shown(guestClaims.offers(actor, app.guestSecret(request.headers.get('cookie'))));
  const slug = url.searchParams.get('joined') ?? '';
  const mine = slug === '' ? [] : await shown(partnerships.mine(actor));
  return { claims, joined: mine.find((one) => one.slug === slug) ?? null, done: url.searchParams.has('done') };
};

export const actions: Actions = {
  claim: async ({ locals: { app, actor }, request }) => {
    const form = await readForm(request);
    try {
      const identity = app.guestSecret(request.headers.get('cookie'));
      await app.services.guestClaims.claim(actor, identity, text(form, 'guest'));
    } catch (cause) {
      return refusedForm(cause, form);
    }
    const joined = text(form, 'joined');
    redirect(303, `/account/guest?done${joined === '' ? '' : `&joined=${encodeURIComponent(joined)}`}`);
  },
};
