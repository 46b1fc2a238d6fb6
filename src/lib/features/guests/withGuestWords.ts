import type { BoardAuthor, BoardPage } from '$lib/domain/boards/boardRecord';
import { m } from '$lib/messages/messages.js';
import { saysWords } from './guestWords';

/** The names on a board's page, with what is to be said of those who are guests. Done on the server: pages of boards are small. */
export function withGuestWords(board: BoardPage): BoardPage {
  const people = Object.entries(board.people).map(([id, author]) => [id, worded(author)] as const);
  return { ...board, me: { ...worded(board.me), id: board.me.id }, people: Object.fromEntries(people) };
}

function worded(author: BoardAuthor): BoardAuthor {
  const { name, guest } = author;
  return guest === undefined ? author : { ...author, name: m.guests_named({ name }), organisation: saysWords(guest) };
}
