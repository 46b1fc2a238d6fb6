import { fail } from '@sveltejs/kit';
import { isDomainError } from '$lib/domain/shared/errors';
import type { Actions, PageServerLoad } from './$types';

/** Looking at it changes nothing: mail scanners open every link. */
export const load: PageServerLoad = async ({ locals: { app }, params }) => ({
  mail: await orNull(app.services.mailChoices.page(params.token)),
});

export const actions: Actions = {
  default: async ({ locals: { app }, params }) => {
    const done = await orNull(app.services.mailChoices.unsubscribe(params.token).then(() => true));
    return done ? undefined : fail(404, { unknown: true });
  },
};

/** Null for a link that is none of ours. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (cause) {
    if (isDomainError(cause) && cause.code === 'notFound') return null;
    throw cause;
  }
}
