/** The server that y-websocket ships, as it comes: documents in memory only. */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { setupWSConnection } from 'y-websocket/bin/utils';
import { listen } from './listen.ts';
import { serve } from './serve.ts';

serve(async () => {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket, request) => setupWSConnection(socket, request));
  const port = await listen(http);
  return {
    port,
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate();
      http.close();
    },
  };
});
