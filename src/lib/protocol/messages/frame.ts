/** First varUint of a frame. 0 to 3 are y-websocket's own; 110 to 112 go only to clients of our subprotocol. */
export const frameType = {
  sync: 0,
  presence: 1,
  auth: 2,
  askPresence: 3,
  saved: 110,
  hello: 111,
  notice: 112,
} as const;

/** Second varUint of a sync frame. `step2` and `update` are the document frames that `saved` counts. */
export const syncType = { step1: 0, step2: 1, update: 2 } as const;
