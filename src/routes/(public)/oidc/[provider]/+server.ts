import { redirect } from '@sveltejs/kit';
import { safeReturnPath } from '../../sign-in/returnPath';
import { beginOpenId } from './openIdSignIn';
import type { RequestHandler } from './$types';

/** Leads to a provider. A link and no form, since our policy lets no form lead to another site. */
export const GET: RequestHandler = async (event) => {
  const { searchParams } = event.url;
  const next = safeReturnPath(searchParams.get('next'));
  redirect(303, await beginOpenId(event, { next, shared: searchParams.has('shared') }));
};
