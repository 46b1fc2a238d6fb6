/** The little that is used of the peers, so that types can be checked where they are not installed. */
declare module '@hocuspocus/server' {
  export class Server {
    constructor(configuration: {
      port: number;
      address: string;
      quiet: boolean;
      stopOnSignals: boolean;
      extensions: readonly object[];
    });
    listen(): Promise<unknown>;
    destroy(): Promise<void>;
    readonly address: { port: number };
  }
}

declare module '@hocuspocus/extension-sqlite' {
  export class SQLite {
    constructor(configuration: { database: string });
  }
}

declare module 'y-websocket/bin/utils' {
  import type { IncomingMessage } from 'node:http';
  import type { WebSocket } from 'ws';
  export function setupWSConnection(socket: WebSocket, request: IncomingMessage): void;
}
