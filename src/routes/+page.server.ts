import { redirect } from '@sveltejs/kit';
import { shown } from './answers';
import type { PageServerLoad } from './$types';

/** Sends people on; stays only while nobody has set the place up. */
export const load: PageServerLoad = async ({ locals: { app, actor } }) => {
  if (actor.kind === 'person') redirect(303, '/partnerships');
  if (!(await shown(app.services.setup.needed()))) redirect(303, '/sign-in');
};
