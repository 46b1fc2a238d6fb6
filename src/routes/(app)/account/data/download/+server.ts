import { shown } from '../../../../answers';
import type { RequestHandler } from './$types';

/** Everything that is kept of whoever asks, as a file. */
export const GET: RequestHandler = async ({ locals: { app, actor } }) => {
  const data = await shown(app.services.ownAccount.data(actor));
  return new Response(JSON.stringify(data, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="throughline-my-data.json"',
    },
  });
};
