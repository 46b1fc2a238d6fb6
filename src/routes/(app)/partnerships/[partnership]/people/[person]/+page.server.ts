import { error, redirect } from '@sveltejs/kit';
import { m } from '$lib/messages/messages.js';
import { readForm, refusedForm, shown, text } from '../../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params, url }) => {
  const { organisations } = await shown(app.services.members.people(actor, params.partnership));
  const organisation = organisations.find(({ people }) => people.some(({ id }) => id === params.person));
  const member = organisation?.people.find(({ id }) => id === params.person);
  if (!organisation || !member) error(404, { code: 'notFound', message: m.error_notFound() });
  const isMe = actor.kind === 'person' && actor.id === member.id;
  return { member, organisation, isMe, saved: url.searchParams.has('saved') };
};

export const actions: Actions = {
  role: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      const { partnership, person } = params;
      await app.services.members.changeRole(actor, partnership, { person, role: text(form, 'role') });
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${params.partnership}/people`);
  },
  standing: async ({ locals: { app, actor }, params: { partnership, person }, request }) => {
    const form = await readForm(request);
    const partnershipRole = text(form, 'partnershipRole');
    try {
      await app.services.members.setPartnershipRole(actor, partnership, { person, partnershipRole });
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${partnership}/people/${person}?saved`);
  },
  term: async ({ locals: { app, actor }, params: { partnership, person }, request }) => {
    const form = await readForm(request);
    const term = { endsOn: text(form, 'endsOn'), independent: form.get('independent') === 'on' };
    try {
      await app.services.members.setTerm(actor, partnership, { person, ...term });
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${partnership}/people/${person}?saved`);
  },
  remove: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      await app.services.members.remove(actor, params.partnership, params.person);
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${params.partnership}/people`);
  },
  leave: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      await app.services.members.leave(actor, params.partnership);
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, '/partnerships');
  },
};
