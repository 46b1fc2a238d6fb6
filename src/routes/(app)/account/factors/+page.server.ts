import { readForm, refusedForm, shown, text } from '../../../answers';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, url }) => ({
  needed: url.searchParams.has('needed'),
  factors: await shown(app.services.factors.mine(actor)),
  passkeys: await shown(app.services.passkeys.mine(actor)),
  settingUp: await shown(app.services.factors.settingUp(actor)),
});

export const actions: Actions = {
  begin: async ({ locals: { app, actor }, request }) => {
    const form = await readForm(request);
    try {
      await app.services.factors.begin(actor);
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
  cancel: ({ locals: { app, actor } }) => shown(app.services.factors.cancel(actor)),
  confirm: async ({ locals: { app, actor }, request }) => {
    const form = await readForm(request);
    try {
      return { codes: await app.services.factors.confirm(actor, text(form, 'code')) };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
  renew: async ({ locals: { app, actor }, request }) => {
    const form = await readForm(request);
    try {
      const knownDevice = app.knownDevice(request.headers.get('cookie'));
      return { codes: await app.services.factors.renewRecovery(actor, { code: text(form, 'code'), knownDevice }) };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
  removePasskey: async ({ locals: { app, actor }, request }) => {
    const form = await readForm(request);
    try {
      const knownDevice = app.knownDevice(request.headers.get('cookie'));
      const typed = { code: text(form, 'code'), knownDevice };
      await app.services.passkeys.remove(actor, text(form, 'passkey'), typed);
      return { passkeyRemoved: true };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
  remove: async ({ locals: { app, actor }, request }) => {
    const form = await readForm(request);
    try {
      const knownDevice = app.knownDevice(request.headers.get('cookie'));
      await app.services.factors.remove(actor, { code: text(form, 'code'), knownDevice });
      return { removed: true };
    } catch (cause) {
      return refusedForm(cause, form);
    }
  },
};
