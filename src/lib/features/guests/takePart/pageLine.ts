import { deserialize } from '$app/forms';
import type { TakePartPage } from '$lib/domain/boards/plainBoard';
import { formStateOf } from '$lib/ui/formState';
import type { Answer, Deed } from './outbox.svelte';
import type { Line } from './takePart.svelte';

/** A server that lets nobody wait longer has answered by then, and a line that is dead is noticed. */
const NEWS_MS = 30_000;
const SEND_MS = 15_000;

/** The page's own forms and its news, by plain requests. `turn`: id of the one that somebody has on a shared device. `unexpected`: what is said when a refusal has no words. */
export function pageLine(path: string, turn: string, unexpected: () => string): Line {
  return {
    send: (deed) => post(deed.is, formOf(deed)),
    show(round) {
      const form = new FormData();
      form.set('round', round);
      return post('show', form);
    },
    leave: () => location.replace(path),
    async news(since, signal) {
      try {
        const address = `${path}/news?since=${since}`;
        const init = { redirect: 'manual', cache: 'no-store' } as const;
        const response = await fetch(address, {
          ...init,
          signal: AbortSignal.any([signal, AbortSignal.timeout(NEWS_MS)]),
        });
        if (response.type === 'opaqueredirect' || isOver(response.status)) return 'over';
        if (response.status === 204) return null;
        return response.ok ? ((await response.json()) as TakePartPage) : 'unreachable';
      } catch {
        return 'unreachable';
      }
    },
  };

  async function post(action: string, body: FormData): Promise<Answer> {
    body.set('turn', turn);
    try {
      const response = await fetch(`${path}?/${action}`, {
        method: 'POST',
        headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
        body,
        signal: AbortSignal.timeout(SEND_MS),
      });
      if (response.status === 401) return { is: 'over' };
      const result = deserialize(await response.text());
      if (result.type === 'redirect') return result.location.startsWith(path) ? { is: 'done' } : { is: 'over' };
      if (result.type === 'failure') return result.status >= 500 ? { is: 'unreachable' } : refused(result.data);
      if (result.type === 'error') return isOver(result.status ?? 500) ? { is: 'over' } : { is: 'unreachable' };
      return { is: 'done' };
    } catch {
      return { is: 'unreachable' }; // no line, or something on the way that answers for the server
    }
  }

  function refused(data: object | undefined) {
    const state = formStateOf(data ?? null);
    const [why] = Object.values(state?.errors ?? {});
    return { is: 'refused', why: why ?? state?.problem ?? unexpected() } as const;
  }
}

function isOver(status: number): boolean {
  return [401, 403, 404].includes(status);
}

function formOf(deed: Deed): FormData {
  const form = new FormData();
  if (deed.is === 'vote') {
    form.set('ballot', deed.card);
    for (const { card, value } of deed.votes) form.set(`vote-${card}`, String(value));
    return form;
  }
  form.set('card', deed.card);
  form.set('round', deed.round ?? '');
  if (deed.is === 'remove') return form;
  form.set('words', deed.words);
  for (const kind of deed.cleared) form.append('cleared', kind);
  if (deed.is === 'add') form.set('zone', deed.zone ?? '');
  return form;
}
