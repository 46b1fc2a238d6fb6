import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { answerHeaders } from '../../server/answerHeaders.ts';
import { parkApp } from '../../server/handoff.ts';
import type { World } from './builders.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** The built pages and the sync server of a world in this process, on a free port: what is built by hand can be asked for over HTTP. Closing it ends the world. */
export async function servePages(world: World): Promise<{ url: string; close(): Promise<void> }> {
  const { app } = world;
  parkApp(app);
  process.env['ADDRESS_HEADER'] = 'x-app-address';
  process.env['PROTOCOL_HEADER'] = 'x-app-proto';
  process.env['BODY_SIZE_LIMIT'] = '21M';
  const { handler } = (await import(pathToFileURL('build/handler.js').href)) as { handler: Handler };
  const headers = answerHeaders(app.config);
  const server = createServer((request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    if (app.sync.handleRequest(request, response)) return;
    request.headers['x-app-proto'] = 'http';
    request.headers['x-app-address'] = request.socket.remoteAddress ?? '';
    response.on('finish', () => request.complete || request.removeAllListeners('data').resume());
    handler(request, response, () => response.writeHead(404).end());
  });
  server.on('upgrade', (request, socket, head) => app.sync.handleUpgrade(request, socket, head));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await once(server.close(), 'close');
    await world.end();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
