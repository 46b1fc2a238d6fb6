import { shown } from '../../answers';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, actor }, url }) => ({
  results: await shown(app.services.search.find(actor, url.searchParams.get('q') ?? '')),
});
