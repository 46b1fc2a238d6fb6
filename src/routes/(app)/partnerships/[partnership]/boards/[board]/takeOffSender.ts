import { deserialize } from '$app/forms';
import type { TakeOffDesk, TakeOffResult } from '$lib/board/takingOff/takingOff.svelte';
import type { TakeOffAnswer } from '$lib/domain/takenOff/takenOff';
import { m } from '$lib/messages/messages.js';
import type { FormState } from '$lib/ui/formState';

/** Sends requests to take things off to the form action of the board's page. */
export function takeOffSender(address: () => string): TakeOffDesk['send'] {
  return async ({ items, reviewer, reason }) => {
    const body = new FormData();
    for (const item of items) body.append('item', item);
    body.set('reviewer', reviewer ?? '');
    body.set('reason', reason);
    const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
    const response = await fetch(`${address()}?/takeOff`, { method: 'POST', headers, body });
    return resultOf(await response.text());
  };
}

function resultOf(text: string): TakeOffResult {
  const result = deserialize<TakeOffAnswer & Record<string, unknown>, FormState & Record<string, unknown>>(text);
  if (result.type === 'success' && result.data) return { is: 'done', answer: result.data };
  const refused = result.type === 'failure' ? result.data : undefined;
  const words = refused?.problem ?? Object.values(refused?.errors ?? {})[0];
  return { is: 'refused', words: words ?? m.takenOff_failed() };
}
