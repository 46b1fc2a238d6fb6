import { redirect } from '@sveltejs/kit';
import { shown } from '../answers';
import type { Actions, PageServerLoad } from './$types';

/** Signing out is a deed, never a link. */
export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
  default: async ({ locals: { app }, cookies }) => {
    const { name, options } = app.signInCookie('', { expiresAt: null });
    const secret = cookies.get(name);
    if (secret) await shown(app.services.accounts.signOut(secret));
    cookies.delete(name, options);
    redirect(303, '/sign-in');
  },
};
