import { json } from '@sveltejs/kit';
import { deviceName } from '$lib/features/accounts/deviceName';
import { m } from '$lib/messages/messages.js';
import { answered } from '../../../../answers';
import type { RequestHandler } from './$types';

/** What the browser is told to make a passkey. */
export const POST: RequestHandler = ({ locals: { app, actor } }) =>
  answered(async () => json(await app.services.passkeys.toAdd(actor)));

/** The passkey it made. Answers with recovery codes when these are the first. */
export const PUT: RequestHandler = ({ locals: { app, actor }, request }) =>
  answered(async () => {
    const response: unknown = await request.json().catch(() => null);
    const device = deviceName(request.headers.get('user-agent'), m.accounts_other_device());
    return json({ codes: await app.services.passkeys.add(actor, { response, device }) });
  });
