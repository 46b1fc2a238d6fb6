import { redirect } from '@sveltejs/kit';
import { readForm, refusedForm, shown, text } from '../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params, url }) => ({
  entry: await shown(app.services.instance.partnership(actor, params.slug)),
  visit: await shown(app.services.operatorVisits.mine(actor, params.slug)),
  left: url.searchParams.has('left'),
});

export const actions: Actions = {
  enter: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    const asked = { reason: text(form, 'reason'), role: text(form, 'role'), hours: Number(text(form, 'hours')) };
    try {
      await app.services.operatorVisits.enter(actor, params.slug, asked);
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${params.slug}`);
  },
  leave: async ({ locals: { app, actor }, params }) => {
    await shown(app.services.operatorVisits.leave(actor, params.slug));
    redirect(303, `/admin/partnerships/${params.slug}?left`);
  },
};
