import type { ClientInit, HandleClientError } from '@sveltejs/kit';
import { m } from '$lib/messages/messages.js';

/** What a page says when moving to another one failed in the browser: mostly, that there is no connection. */
export const handleError: HandleClientError = ({ status }) => {
  if (status === 404) return { code: 'page.notFound', message: m.error_notFound() };
  return { code: 'unexpected', message: navigator.onLine ? m.error_unexpected() : m.app_offline_text() };
};

/** A page nobody sees is never painted. */
const LONGEST_WAIT_MS = 500;

/** Lets what came with the page be seen before the browser is busy with making it work. */
export const init: ClientInit = async () => {
  if (document.querySelector('[data-first-look]')) await firstPaint();
};

function firstPaint(): Promise<unknown> {
  return new Promise((resolve) => {
    new PerformanceObserver(resolve).observe({ type: 'paint', buffered: true });
    setTimeout(resolve, LONGEST_WAIT_MS);
  });
}
