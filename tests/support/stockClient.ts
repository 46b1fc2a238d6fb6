import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { BoardDoc } from '../../src/lib/domain/boards/boardDoc.ts';

/** A program with the unchanged y-websocket client, speaking for whoever the cookie says. */
export interface StockClient {
  doc: Y.Doc;
  board: BoardDoc;
  provider: WebsocketProvider;
  /** Resolves when the server's content has arrived. */
  synced: Promise<void>;
  /** Resolves with the code when the server turns it away for good. */
  closed: Promise<number>;
  leave(): void;
}

export function joinWithStockClient(
  serverUrl: string,
  boardId: string,
  cookie: string | null,
  doc = new Y.Doc(),
): StockClient {
  class WithCookie extends WebSocket {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols, cookie === null ? {} : { headers: { cookie } });
    }
  }
  const provider = new WebsocketProvider(`${serverUrl.replace(/^http/, 'ws')}/sync`, `board/${boardId}`, doc, {
    WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  const synced = new Promise<void>((resolve) => {
    provider.on('sync', (isSynced: boolean) => {
      if (isSynced) resolve();
    });
  });
  const closed = new Promise<number>((resolve) => {
    provider.on('connection-close', (event: { code: number } | null) => resolve(event?.code ?? 0));
  });
  const leave = () => {
    provider.destroy();
    doc.destroy();
  };
  return { doc, board: new BoardDoc(doc), provider, synced, closed, leave };
}
