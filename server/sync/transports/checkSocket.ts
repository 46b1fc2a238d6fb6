import type { WebSocket } from 'ws';

/** Longest life of a check, which takes ten seconds. */
const LIFE_MS = 30_000;
/** What a check says is short; nobody stores anything here. */
const MOST_BYTES = 1_024;
/** Most checks at once. More is no check: each is a socket that anyone may open without a sign-in. */
const MOST_AT_ONCE = 500;
const TRY_LATER = 1013;
const TOO_LONG = 1009;

let open = 0;

/** Says back what it hears, for pages that want to know whether websockets get through and stay. */
export function sayBack(socket: WebSocket): void {
  socket.on('error', () => undefined); // the close that follows says it
  if (open >= MOST_AT_ONCE) return socket.close(TRY_LATER);
  open += 1;
  const end = setTimeout(() => socket.close(), LIFE_MS).unref();
  socket.on('message', (data: Buffer, isBinary) => {
    if (data.length > MOST_BYTES) socket.close(TOO_LONG);
    else socket.send(data, { binary: isBinary });
  });
  socket.once('close', () => {
    open -= 1;
    clearTimeout(end);
  });
}
