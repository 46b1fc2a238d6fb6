import type { HandleClientError } from '@sveltejs/kit';
import { m } from '$lib/messages/messages.js';

/** What a page says when moving to another one failed in the browser: mostly, that there is no connection. */
export const handleError: HandleClientError = ({ status }) => {
  if (status === 404) return { code: 'page.notFound', message: m.error_notFound() };
  return { code: 'unexpected', message: navigator.onLine ? m.error_unexpected() : m.app_offline_text() };
};
