import { deserialize } from '$app/forms';
import { resolve } from '$app/paths';
import type { CallEveryone } from '$lib/board/together/gathering';
import type { BoardPage } from '$lib/domain/boards/boardRecord';

/** Has everyone look at a part of the board, by the form action of its page. */
export function callSender(board: () => BoardPage): CallEveryone {
  return async ({ x, y, w, h }) => {
    const { partnership, id } = board();
    const params = { partnership: partnership.slug, board: id };
    const address = resolve('/(app)/partnerships/[partnership]/boards/[board]', params);
    const body = new FormData();
    body.set('view', [x, y, w, h].join(' '));
    const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
    try {
      const response = await fetch(`${address}?/gather`, { method: 'POST', headers, body });
      return deserialize(await response.text()).type === 'success';
    } catch {
      return false;
    }
  };
}
