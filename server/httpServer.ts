import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';

/** How long a request may take to arrive, in milliseconds: whoever sends a letter at a time holds nothing up. */
export interface Patience {
  /** For the head: a page's own are there at once, on any line. */
  head: number;
  /** For all of it: a picture of 20 MiB takes some minutes on a school's slowest line. */
  whole: number;
  /** How often that is looked at. */
  look: number;
}

const PATIENCE: Patience = { head: 15_000, whole: 300_000, look: 5_000 };

/** The server that everything comes through; it cuts off what takes too long to arrive, with 408. */
export function openHttpServer({ head, whole, look }: Patience = PATIENCE): Server {
  return createServer({
    shouldUpgradeCallback: isWebSocket,
    headersTimeout: head,
    requestTimeout: whole,
    connectionsCheckingInterval: look,
  });
}

/** What asks to speak anything else (`h2c` above all) is answered as an ordinary request, as HTTP lets a server do. */
function isWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}
