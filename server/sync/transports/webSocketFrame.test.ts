import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { frameOf } from './webSocketFrame.ts';

test('messages of every length are read back whole, and framed once', async () => {
  const http = createServer();
  const wires: Duplex[] = [];
  const sockets = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, () => wires.push(socket));
  });
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  const heard: { data: Buffer; isBinary: boolean }[] = [];
  client.on('message', (data: Buffer, isBinary) => heard.push({ data, isBinary }));
  await once(client, 'open');
  const messages = [0, 1, 125, 126, 65_535, 65_536, 300_000].map((length) =>
    new Uint8Array(length).map((_, at) => at % 251),
  );
  for (const message of messages) wires[0]?.write(frameOf(message));
  await expect.poll(() => heard.length).toBe(messages.length);
  heard.forEach(({ data, isBinary }, at) => {
    expect([isBinary, Buffer.from(messages[at] ?? []).equals(data)]).toEqual([true, true]);
  });
  expect(messages.every((message) => frameOf(message) === frameOf(message))).toBe(true);
  client.terminate();
  http.close();
});
