/** The subprotocol a client offers to get our own messages (110 to 112) beside the standard y-websocket ones. */
export const SUBPROTOCOL = 'throughline.v1';
