import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Rolldown } from 'vite';

/** Bundles the browser end of sync into one script, as the product's pages carry it, and serves a page with it. */
export async function serveSyncPage(): Promise<{ url: string; close: () => Promise<void> }> {
  const script = await bundle();
  const server = createServer((request, response) => {
    const isScript = request.url === '/sync.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>Sync</title><script src="/sync.js"></script>');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => end(server) };
}

async function bundle(): Promise<string> {
  const output = (await build({
    configFile: false,
    logLevel: 'error',
    plugins: [svelte({ configFile: false })],
    resolve: { alias: { $lib: resolve('src/lib') } },
    build: {
      write: false,
      lib: { entry: resolve('tests/e2e/syncPage/entry.ts'), formats: ['iife'], name: 'syncPage' },
    },
  })) as Rolldown.RolldownOutput[];
  const [chunk] = output[0]?.output ?? [];
  if (!chunk) throw new Error('the bundle is empty');
  return chunk.code;
}

function end(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((closed) => server.close(() => closed()));
}
