import { json } from '@sveltejs/kit';
import { answered } from '../../../answers';
import { passkeySignIn } from '../../startSignIn';
import { safeReturnPath } from '../returnPath';
import type { RequestHandler } from './$types';

/** A challenge for a browser that has a passkey. */
export const POST: RequestHandler = ({ locals: { app } }) =>
  answered(async () => json(await app.services.passkeys.toUse()));

/** The answer to it: signs in, and says where to go. */
export const PUT: RequestHandler = (event) =>
  answered(async () => {
    const sent: unknown = await event.request.json().catch(() => null);
    const { response, shared, next } = (sent ?? {}) as { response?: unknown; shared?: unknown; next?: unknown };
    await passkeySignIn(event, { response, shared: shared === true });
    return json({ to: safeReturnPath(typeof next === 'string' ? next : null) });
  });
