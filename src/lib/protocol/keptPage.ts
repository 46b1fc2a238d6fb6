/**
 * Header of a request for a page that a browser keeps for opening it without a network. Nothing of a document is in
 * such a page: what is taken off a board must not stay behind in it. The document's own copy can be told.
 */
export const TO_BE_KEPT = 'throughline-to-be-kept';
