import type { RequestEvent } from '@sveltejs/kit';
import { readForm, refusedForm, shown } from '../../../../answers';
import type { InstanceService } from '../../../../../../server/services/instance';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, params }) => ({
  person: await shown(app.services.instance.person(actor, params.person)),
});

type Task = 'disable' | 'enable' | 'addOperator' | 'removeOperator' | 'endSignIns';

/** What is done with the account, by the service's own name for it. */
const action =
  (task: Task & keyof InstanceService) =>
  async ({ locals: { app, actor }, params, request }: RequestEvent<{ person: string }>) => {
    const form = await readForm(request);
    try {
      await app.services.instance[task](actor, params.person);
    } catch (cause) {
      return refusedForm(cause, form);
    }
  };

export const actions: Actions = {
  disable: action('disable'),
  enable: action('enable'),
  addOperator: action('addOperator'),
  removeOperator: action('removeOperator'),
  endSignIns: action('endSignIns'),
  password: async ({ locals: { app, actor }, params, request }) => {
    const form = await readForm(request);
    try {
      return { made: await app.services.instance.giveNewPassword(actor, params.person) };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
};
