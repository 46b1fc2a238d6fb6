import { redirect } from '@sveltejs/kit';
import type { TemplateRequest } from '$lib/domain/boards/templates/ownTemplate';
import { readForm, refusedForm, shown, text } from '../../../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params: { partnership, board } }) => ({
  draft: await shown(app.services.ownTemplates.draft(actor, partnership, board)),
});

export const actions: Actions = {
  default: async ({ locals: { app, actor }, params: { partnership, board }, request }) => {
    const form = await readForm(request);
    let id: string;
    try {
      ({ id } = await app.services.ownTemplates.save(actor, partnership, requestFrom(form, board)));
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, `/partnerships/${partnership}/boards/new/${id}?done=saved`);
  },
};

function requestFrom(form: FormData, board: string): TemplateRequest {
  const steps = [...form].filter(([name]) => /^minutes-\d+$/.test(name));
  const minutes = form.get('agenda') === 'keep' ? steps.map(([, value]) => minutesOf(value)) : null;
  const [name, purpose] = [text(form, 'name'), text(form, 'purpose')];
  return { board, name, purpose, cards: form.get('cards') === 'keep', minutes };
}

/** Left empty, a step is left out; anything that is no number is refused by its name. */
function minutesOf(value: FormDataEntryValue): number | null {
  const typed = typeof value === 'string' ? value.trim() : '';
  return typed === '' ? null : Number(typed);
}
