/** The least that could work: every message goes as it is to everyone else in the room. Keeps nothing. */
import { createServer } from 'node:http';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { listen } from './listen.ts';
import { serve } from './serve.ts';

serve(async () => {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http });
  const rooms = new Map<string, Set<WebSocket>>();
  sockets.on('connection', (socket, { url = '' }) => {
    const room = rooms.get(url) ?? new Set();
    rooms.set(url, room.add(socket));
    socket.on('close', () => room.delete(socket));
    socket.on('message', (message) => {
      for (const other of room) if (other !== socket) other.send(message);
    });
  });
  const port = await listen(http);
  return {
    port,
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate();
      http.close();
    },
  };
});
