import { redirect } from '@sveltejs/kit';
import { finishOpenId } from '../openIdSignIn';
import type { RequestHandler } from './$types';

/** Where a provider sends people back to. */
export const GET: RequestHandler = async (event) => redirect(303, await finishOpenId(event));
