import { shownIn } from '../../../../participantAnswers';
import { readerOf, wayBack } from '../../../reader';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { partnership } = event.params;
  const { app, language } = event.locals;
  const privacy = await shownIn(language, app.services.contacts.privacy(readerOf(event), partnership));
  return { privacy, back: wayBack(event.url, partnership), language };
};
