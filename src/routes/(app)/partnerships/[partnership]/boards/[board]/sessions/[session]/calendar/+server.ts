import { shown } from '../../../../../../../../answers';
import type { RequestHandler } from './$types';

/** The session as a file for a calendar. */
export const GET: RequestHandler = async ({ locals: { app, actor }, params: { partnership, board, session } }) => {
  const file = await shown(app.services.sessionInvitations.calendarFile(actor, partnership, { board, session }));
  return new Response(file, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="session.ics"',
    },
  });
};
