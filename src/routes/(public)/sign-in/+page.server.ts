import { redirect } from '@sveltejs/kit';
import { deviceName } from '$lib/features/accounts/deviceName';
import { m } from '$lib/messages/messages.js';
import { readForm, refusedForm, shown, text } from '../../answers';
import { safeReturnPath } from './returnPath';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, url }) => {
  const next = safeReturnPath(url.searchParams.get('next'));
  if (actor.kind === 'person') redirect(303, next);
  return { next, needsSetup: await shown(app.services.setup.needed()) };
};

export const actions: Actions = {
  default: async ({ locals: { app }, request, cookies }) => {
    const form = await readForm(request);
    try {
      const shared = form.get('shared') === 'on';
      const { secret, expiresAt, knownDevice } = await app.services.accounts.signIn({
        email: text(form, 'email'),
        password: text(form, 'password'),
        shared,
        device: deviceName(request.headers.get('user-agent'), m.accounts_other_device()),
        knownDevice: app.knownDevice(request.headers.get('cookie')),
      });
      const { name, value, options } = app.signInCookie(secret, { expiresAt, shared });
      cookies.set(name, value, options);
      if (knownDevice) {
        const device = app.deviceCookie(knownDevice);
        cookies.set(device.name, device.value, device.options);
      }
    } catch (cause) {
      return refusedForm(cause, form);
    }
    redirect(303, safeReturnPath(text(form, 'next')));
  },
};
