/** Largest document update in one message, in bytes. A longer paste is many items, not one edit. */
export const MAX_UPDATE_BYTES = 1_048_576;
/** Largest answer to a join (a step 2), in bytes: a day of offline work on a big board. */
export const MAX_JOIN_BYTES = 8_388_608;
/** Largest presence of one participant, in bytes: fifty ids and the last hundred points of a drawing fit. */
export const MAX_PRESENCE_BYTES = 4_096;
/** Largest stored document, in bytes. Past it a board no longer opens well on a school laptop. */
export const MAX_DOCUMENT_BYTES = 16_777_216;
/** Most items on one board, so that a page can still hold it. */
export const MAX_ITEMS = 12_000;
/** Most people in one room: a large hall. */
export const MAX_PEOPLE_IN_ROOM = 500;
/** Most messages one connection may send in ten seconds before it is asked to come back later. */
export const MAX_MESSAGES_PER_TEN_SECONDS = 2_000;
/** The provider drops a connection after 30 s without a frame; an empty presence frame goes out this often. */
export const KEEP_ALIVE_MS = 12_000;
