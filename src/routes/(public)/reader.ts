import type { RequestEvent } from '@sveltejs/kit';
import { lightPage, wholeBoard } from '../participantPage';

/** The secret of a guest link, as it stands in an address. */
const SECRET = /^[\w-]{43}$/;
const BOARD = /^[\w-]{21}$/;

type Asked = Pick<RequestEvent, 'locals' | 'request' | 'url'>;

/** Who asks for what everyone who takes part may read: also whoever holds a guest link and has not come in yet. */
export function readerOf({ locals: { app, actor }, request, url }: Asked) {
  return { actor, identity: app.guestSecret(request.headers.get('cookie')), link: linkIn(url) };
}

/** The way back to where a page was opened from, or null. Only places of our own. */
export function wayBack(url: URL, partnership: string | null): { to: 'board' | 'link'; path: string } | null {
  const from = url.searchParams.get('from');
  if (from === 'mine') return { to: 'link', path: '/g' };
  const boardId = url.searchParams.get('board') ?? '';
  if (partnership !== null && BOARD.test(boardId)) {
    if (from === 'cards') return { to: 'link', path: `/g/boards/${boardId}` };
    const address = { slug: partnership, boardId };
    return { to: 'board', path: from === 'light' ? lightPage(address) : wholeBoard(address) };
  }
  const link = linkIn(url);
  return link === null ? null : { to: 'link', path: `/g/${link}` };
}

function linkIn(url: URL): string | null {
  const link = url.searchParams.get('link') ?? '';
  return SECRET.test(link) ? link : null;
}
