import type { BoardAuthor, BoardPage } from '$lib/domain/boards/boardRecord';
import { m } from '$lib/messages/messages.js';
import { saysWords } from './guestWords';

/** The names on a board's page, with what is to be said of those who are guests. Done on the server: pages of boards are small. */
export function withGuestWords(board: BoardPage): BoardPage {
  const people = Object.entries(board.people).map(([id, author]) => [id, worded(author, board.young)] as const);
  return { ...board, me: { ...worded(board.me, false), id: board.me.id }, people: Object.fromEntries(people) };
}

/** With young people on the board, every adult is called one beside their name. */
function worded(author: BoardAuthor, young: boolean): BoardAuthor {
  const { name, guest } = author;
  if (guest === undefined) return young ? { ...author, name: m.guests_adult({ name }), adult: true } : author;
  const isAdult = young && guest !== 'young-person';
  return {
    ...author,
    name: isAdult ? m.guests_adult_guest({ name }) : m.guests_named({ name }),
    organisation: saysWords(guest),
  };
}
