import { error, redirect } from '@sveltejs/kit';
import { m } from '$lib/messages/messages.js';
import { readForm, refusedForm, shown, text } from '../../../../../../answers';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params }) => {
  const { partnership: slug, organisation: id } = params;
  const { organisations } = await shown(app.services.members.people(actor, slug));
  const found = organisations.find((organisation) => organisation.id === id);
  if (!found) error(404, { code: 'notFound', message: m.error_notFound() });
  const { allowed, removalAskedBy } = found;
  const departure = await shown(app.services.organisations.departure(actor, { slug, organisation: id }));
  return { departure, may: allowed, removalAskedBy, organisations: organisations.length };
};

export const actions: Actions = {
  leave: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      const { partnership: slug, organisation } = params;
      const [successor, sure] = [text(form, 'successor'), form.get('sure') === 'on'];
      await app.services.organisations.leave(actor, { slug, organisation, successor, sure });
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, '/partnerships');
  },
  askRemoval: (event) => act(event, 'askRemoval'),
  remove: (event) => act(event, 'remove'),
  keep: (event) => act(event, 'keep'),
};

async function act({ locals: { app, actor }, params, request }: RequestEvent, what: 'askRemoval' | 'remove' | 'keep') {
  const form = await readForm(request);
  try {
    await app.services.organisations[what](actor, { slug: params.partnership, organisation: params.organisation });
  } catch (cause) {
    return refusedForm(cause, form);
  }
  redirect(303, `/partnerships/${params.partnership}/people`);
}
