import { deserialize } from '$app/forms';
import { resolve } from '$app/paths';
import type { CallEveryone } from '$lib/board/together/gathering';
import type { BoardPage } from '$lib/domain/boards/boardRecord';

/** Has everyone look at a part of the board, by the form action of its page. */
export function callSender(board: () => BoardPage): CallEveryone {
  return ({ x, y, w, h }) => act(board(), 'gather', { view: [x, y, w, h].join(' ') });
}

/** Puts on the board what one wrote privately and too late for the reveal. */
export async function revealOwn(board: BoardPage, round: string): Promise<void> {
  await act(board, 'own', { round });
}

/** Does one thing by a form action of the board's page. Whether it was done. */
async function act({ partnership, id }: BoardPage, action: string, fields: Record<string, string>): Promise<boolean> {
  const params = { partnership: partnership.slug, board: id };
  const address = resolve('/(app)/partnerships/[partnership]/boards/[board]', params);
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
  try {
    const response = await fetch(`${address}?/${action}`, { method: 'POST', headers, body });
    return deserialize(await response.text()).type === 'success';
  } catch {
    return false;
  }
}
