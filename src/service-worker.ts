/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
/**
 * Lets a board be opened again without a network. The network always comes first; what is kept is only a fallback.
 * Build files are kept by version. Board pages are kept when their page asks for it (never on a shared computer) and
 * thrown away at sign-out, and here as soon as the server no longer shows them.
 */
import { build, files, version } from '$service-worker';
import { TO_BE_KEPT } from '$lib/protocol/keptPage';
import { m } from '$lib/messages/messages.js';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

const ASSETS = `assets-${version}`;
const PAGES = 'pages-1';
/** Enough for the boards of a few partnerships, each page with its route; the oldest goes first. */
const MOST_KEPT = 60;
const BOARD_PAGE = /^\/partnerships\/[^/]+\/boards\/[^/]+(\/outline)?$/;
/** What a page asks for before it goes over to another: which scripts make that one up. */
const ROUTE = '/__route.js';
const assets = new Set([...build, ...files]);

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(ASSETS).then((cache) => cache.addAll([...assets])));
});

worker.addEventListener('activate', (event) => {
  // The page that brought it here is served at once: a panel nobody opened before opens without a network too.
  event.waitUntil(Promise.all([dropOldAssets(), worker.clients.claim()]));
});

worker.addEventListener('message', (event) => {
  const path: unknown = event.data?.keep;
  if (typeof path === 'string' && BOARD_PAGE.test(path)) event.waitUntil(keep(path));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (assets.has(url.pathname)) event.respondWith(fromAssets(request));
  else if (request.mode === 'navigate') event.respondWith(fromNetwork(request, url.pathname));
  else if (isRouteOfBoard(url.pathname)) event.respondWith(routeFrom(request, url.pathname));
});

async function fromAssets(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: ASSETS, ignoreSearch: true })) ?? fetch(request);
}

async function fromNetwork(request: Request, path: string): Promise<Response> {
  try {
    const response = await fetch(request);
    // A server in trouble is like none: its disk may be full while the writer's words are in this browser's copy.
    if (response.status >= 500) return (await keptPage(path)) ?? response;
    if (!response.ok) await (await caches.open(PAGES)).delete(path);
    return response;
  } catch {
    return (await keptPage(path)) ?? withoutNetwork();
  }
}

function isRouteOfBoard(path: string): boolean {
  return path.endsWith(ROUTE) && BOARD_PAGE.test(path.slice(0, -ROUTE.length));
}

async function routeFrom(request: Request, path: string): Promise<Response> {
  return fetch(request).catch(async () => (await keptPage(path)) ?? Response.error());
}

function keptPage(path: string): Promise<Response | undefined> {
  return caches.match(path, { cacheName: PAGES });
}

async function keep(path: string): Promise<void> {
  const response = await fetch(path, {
    credentials: 'same-origin',
    headers: { accept: 'text/html', [TO_BE_KEPT]: '1' },
  });
  if (!response.ok || response.redirected) return;
  const pages = await caches.open(PAGES);
  await pages.delete(path);
  await pages.put(path, response);
  await pages.add(`${path}${ROUTE}`);
  const kept = await pages.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST_KEPT)).map((request) => pages.delete(request)));
}

async function dropOldAssets(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== ASSETS && name !== PAGES).map((name) => caches.delete(name)));
}

/** A page of its own, since none is kept for this address. */
function withoutNetwork(): Response {
  const style = `@font-face{font-family:A;font-weight:200 800;src:url(/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2)}
:root{color-scheme:light dark}body{margin:0;padding:12vh 24px;font:1rem/1.55 A,Verdana,sans-serif;color:light-dark(#1b2725,#eff1ea);background:light-dark(#fffdf9,#1a2423)}
main{max-width:34rem;margin:auto}h1{font-size:1.625rem;line-height:1.2}a{color:light-dark(#0f4f6b,#9ccfea)}`;
  const html = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${m.app_offline_title()} – ${m.app_name()}</title><style>${style}</style></head>
<body><main><h1>${m.app_offline_title()}</h1><p>${m.app_offline_text()}</p><p><a href="">${m.app_offline_again()}</a></p></main></body></html>`;
  return new Response(html, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
