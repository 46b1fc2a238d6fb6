import type { SubmitFunction } from '@sveltejs/kit';
import { forgetCopies } from '$lib/sync/forgetCopies';
import { forgetPages } from './keptPages';

/** What leaves the device before someone signs out: their copies of documents and the pages kept for offline use. */
export function leavingThisBrowser(personId: string): SubmitFunction {
  return async () => {
    await Promise.allSettled([forgetCopies(personId), forgetPages()]);
  };
}
