import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerHeaders } from '../../server/answerHeaders.ts';
import { World } from '../support/builders.ts';

let world: World;
let port: number;
const server = createServer();
beforeAll(async () => {
  world = await World.open({ ORIGIN: 'https://plan.example.org' });
  server.on('upgrade', (request, socket, head) => world.app.sync.handleUpgrade(request, socket, head));
  server.on('request', (request, response) => {
    for (const [name, value] of answerHeaders(world.app.config)) response.setHeader(name, value);
    if (!world.app.sync.handleRequest(request, response)) response.writeHead(404).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(async () => {
  server.closeAllConnections();
  await once(server.close(), 'close');
  await world.end();
});

/** What comes back, as it stands. */
async function ask(lines: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write([...lines, 'Host: plan.example.org', '', ''].join('\r\n'));
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  await once(socket, 'close');
  return answer;
}

const UPGRADE = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'];
const KEY = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
const FOREIGN = 'Origin: https://evil.example';

test.each<[string, number, string[]]>([
  ['an upgrade that another site asks for', 403, ['GET /sync/board/x HTTP/1.1', ...UPGRADE, KEY, FOREIGN]],
  ['an upgrade to nothing', 404, ['GET /elsewhere HTTP/1.1', ...UPGRADE, KEY]],
  ['an upgrade without a key', 400, ['GET /sync/board/x HTTP/1.1', ...UPGRADE]],
  ['an upgrade of another version', 400, ['GET /sync/board/x HTTP/1.1', ...UPGRADE.slice(0, 2), KEY]],
  ['a line that another site begins', 403, ['POST /sync-http/lines HTTP/1.1', 'Connection: close', FOREIGN]],
  ['a line for nobody', 401, ['POST /sync-http/lines HTTP/1.1', 'Connection: close']],
  ['a line that is not there', 404, ['GET /sync-http/lines/x/down?after=0&how=poll HTTP/1.1', 'Connection: close']],
  ['nothing of ours', 404, ['GET /sync-http/x HTTP/1.1', 'Connection: close']],
])('%s is refused with the headers of every answer, and no words', async (_, status, lines) => {
  const [head = '', body = ''] = (await ask(lines)).split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  for (const [name, value] of answerHeaders(world.app.config)) {
    expect(head.toLowerCase().split('\r\n')).toContain(`${name}: ${value.toLowerCase()}`);
  }
  expect(head).toMatch(/strict-transport-security/i);
  expect(body).toMatch(/^0?$/); // an end of pieces, or nothing
});
