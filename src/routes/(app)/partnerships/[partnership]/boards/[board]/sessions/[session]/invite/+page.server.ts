import type { Picked } from '$lib/domain/sessions/invited';
import { readForm, refusedForm, shown } from '../../../../../../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params: { partnership, board, session } }) =>
  shown(app.services.sessionInvitations.page(actor, partnership, { board, session }));

export const actions: Actions = {
  default: async ({ locals: { app, actor }, params: { partnership, board, session }, request }) => {
    const form = await readForm(request);
    const address = { board, session };
    try {
      const picked = pickedFrom(form);
      return { invited: await app.services.sessionInvitations.invite(actor, partnership, { ...address, picked }) };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
};

/** Who is to be invited, as the form says it. */
function pickedFrom(form: FormData): Picked {
  const ids = (name: string) => form.getAll(name).filter((value) => typeof value === 'string');
  return { everyone: form.has('everyone'), organisations: ids('organisation'), people: ids('person') };
}
