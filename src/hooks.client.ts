import type { ClientInit, HandleClientError } from '@sveltejs/kit';
import { m } from '$lib/messages/messages.js';

/** What a page says when moving to another one failed in the browser: mostly, that there is no connection. */
export const handleError: HandleClientError = ({ status }) => {
  if (status === 404) return { code: 'page.notFound', message: m.error_notFound() };
  return { code: 'unexpected', message: navigator.onLine ? m.error_unexpected() : m.app_offline_text() };
};

/** The mark of a page whose first HTML is worth reading by itself. */
const WORTH_READING = '[data-first-look]';
/** A page nobody sees is never painted. */
const LONGEST_WAIT_MS = 500;

/** Lets what came with the page be seen before the browser is busy with making it work. */
export const init: ClientInit = async () => {
  if (document.querySelector(WORTH_READING) && !document.hidden) await firstPaint();
};

function firstPaint(): Promise<void> {
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length > 0) done();
    });
    const late = setTimeout(done, LONGEST_WAIT_MS);
    function done(): void {
      observer.disconnect();
      clearTimeout(late);
      resolve();
    }
    observer.observe({ type: 'paint', buffered: true });
  });
}
