import { readerOf, wayBack } from '../../../reader';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { partnership } = event.params;
  const contacts = await event.locals.app.services.contacts.worried(readerOf(event), partnership);
  const home =
    event.locals.actor.kind === 'person' ? ({ to: 'link', path: `/partnerships/${partnership}` } as const) : null;
  return { contacts, back: wayBack(event.url, partnership) ?? home, language: event.locals.language };
};
