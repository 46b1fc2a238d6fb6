import { shown } from '../../../answers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, url }) => {
  const words = url.searchParams.get('find') ?? '';
  return { words, people: await shown(app.services.instance.people(actor, words)) };
};
