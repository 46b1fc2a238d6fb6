import { readerOf, wayBack } from '../reader';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  contacts: await event.locals.app.services.contacts.worried(readerOf(event), null),
  back: wayBack(event.url, null),
  language: event.locals.language,
});
