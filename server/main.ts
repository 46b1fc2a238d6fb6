import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { answerHeaders } from './answerHeaders.ts';
import { publicUrl, readConfig } from './config/config.ts';
import { ConfigError } from './config/configError.ts';
import type { Config } from './config/config.ts';
import type { App } from './app.ts';
import { openApp } from './app.ts';
import { openControl } from './cli/control.ts';
import { parkApp } from './handoff.ts';
import { openHttpServer } from './httpServer.ts';
import { endAccess } from './jobs/endAccess.ts';
import { endExpiredSignIns } from './jobs/endExpiredSignIns.ts';
import { forgetAddresses } from './jobs/forgetAddresses.ts';
import { forgetSummaryAddresses } from './jobs/forgetSummaryAddresses.ts';
import { keepSessionClock } from './jobs/keepSessionClock.ts';
import { lightenDocuments } from './jobs/lightenDocuments.ts';
import { tellOfGuestLinks } from './jobs/tellOfGuestLinks.ts';
import { sendMails } from './jobs/sendMails.ts';
import type { Log } from './log/log.ts';
import { openLog } from './log/log.ts';
import { mayReadMetrics } from './metrics/metrics.ts';
import { answerOneClick } from './oneClick.ts';
import { sentenceFor } from './refusals.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Largest body that reaches the pages at all. Each route has its own limit below this; what is over it is cut off. */
const BODY_LIMIT = '21M';

/** Whether a launcher started us and wants to know when we end; it may be gone before we are ready. */
const hadLauncher = process.connected === true;

await main().catch((error: unknown) => {
  process.stderr.write(`${sentenceFor(error)}\n`);
  process.exit(1);
});

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = openLog(config.logLevel);
  const app = await openApp(config, log);
  try {
    parkApp(app);
    app.metrics.watchProcess();
    const server = openHttpServer();
    const control = await openControl(app);
    const pages = process.argv.includes('--dev') ? await developmentPages(server) : await builtPages(config);
    serve(server, app, pages);
    const port = await listen(server, config);
    await greet(app, publicUrl({ ...config, port }));
    const stopJobs = [
      endAccess({ accessEnds: app.services.accessEnds, log }),
      endExpiredSignIns({ services: app.services, log }),
      keepSessionClock({ clock: app.services.sessionClock, log }),
      lightenDocuments({ documents: app.documents, log }),
      tellOfGuestLinks({ news: app.services.guestLinkNews, log }),
      sendMails({ mail: app.services.mail, log }),
      forgetAddresses({ audit: app.services.audit, log }),
      forgetSummaryAddresses({ consents: app.services.sessionConsents, log }),
    ];
    endCleanly(async () => {
      for (const stop of stopJobs) stop();
      server.close();
      await control.close();
      await app.close();
      server.closeAllConnections();
    }, log);
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** The pages as they were built. Kit reads its settings when it is loaded, so they are set before. */
async function builtPages({ origin }: Config): Promise<Handler> {
  if (origin === null) delete process.env['ORIGIN'];
  else process.env['ORIGIN'] = origin; // as we read it: Kit would take a slash at its end literally
  process.env['ADDRESS_HEADER'] = 'x-app-address';
  process.env['PROTOCOL_HEADER'] = 'x-app-proto';
  process.env['BODY_SIZE_LIMIT'] = BODY_LIMIT;
  const built = new URL('../build/handler.js', import.meta.url).href;
  const { handler } = (await import(built).catch((cause: unknown) => {
    throw new ConfigError('The pages are not built. Start with `npm start`.', { cause });
  })) as { handler: Handler };
  return handler;
}

/** The pages as they are written, reloading as they change, on the same port. */
async function developmentPages(server: Server): Promise<Handler> {
  const { createServer: createVite } = await import('vite');
  const vite = await createVite({ server: { middlewareMode: true, hmr: { server } }, appType: 'custom' });
  return vite.middlewares;
}

function serve(server: Server, app: App, pages: Handler): void {
  const { config, sync } = app;
  const isDevelopment = process.argv.includes('--dev');
  const headers = answerHeaders(config);
  server.on('request', (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    if (request.url?.split('?')[0] === '/healthz') return void answerHealth(app, response);
    if (sync.handleRequest(request, response)) return;
    if (request.url?.split('?')[0] === '/metrics') return void answerMetrics(app, request, response);
    if (answerOneClick({ choices: app.services.mailChoices, log: app.log }, request, response)) return;
    // Set by us and by nobody else: adapter-node believes it.
    request.headers['x-app-proto'] = protocolOf(config, request);
    request.headers['x-app-address'] = addressOf(config, request);
    response.on('finish', () => passOver(request));
    pages(request, response, () => {
      response.writeHead(404).end();
    });
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (sync.serves(request)) sync.handleUpgrade(request, socket, head);
    else if (!isDevelopment) socket.destroy(); // in development it is Vite's own
  });
}

/**
 * Lets go by what was sent and not read, as when it was refused beforehand: the pages leave such a body where it is, and the
 * next request on its connection would wait behind it.
 */
function passOver(request: IncomingMessage): void {
  if (!request.complete) request.removeAllListeners('data').resume();
}

async function answerHealth(app: App, response: ServerResponse): Promise<void> {
  const healthy = await app.health();
  response.writeHead(healthy ? 200 : 503, { 'content-type': 'text/plain', 'cache-control': 'no-store' });
  response.end(healthy ? 'ok\n' : 'cannot write\n');
}

async function answerMetrics({ metrics, config }: App, request: IncomingMessage, response: ServerResponse) {
  if (!mayReadMetrics(request, config.metricsToken)) return void response.writeHead(404).end();
  const { type, text } = await metrics.page();
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
}

function protocolOf({ origin, trustProxy }: Config, { headers }: IncomingMessage): string {
  if (origin !== null) return new URL(origin).protocol.slice(0, -1);
  const said = headers['x-forwarded-proto'];
  return trustProxy && said === 'https' ? 'https' : 'http';
}

/** The other end as far as it is known: the proxy's word for it where that counts. */
function addressOf({ trustProxy }: Config, { headers, socket }: IncomingMessage): string {
  const said = trustProxy
    ? String(headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : '';
  return said || (socket.remoteAddress ?? '');
}

function listen(server: Server, { port, host }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

async function greet({ services }: App, url: string): Promise<void> {
  const lines = [`Throughline is at ${url}`];
  const token = await services.setup.newToken();
  if (token) {
    lines.push('', 'Nobody runs it yet. Set it up here (this link works once):', `  ${url}/setup?token=${token}`);
    lines.push('', 'To look round with an invented partnership first:', '  npm run cli -- sample');
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Ends once, in order, at Ctrl-C, at a polite signal, or when whatever started us is gone. */
function endCleanly(close: () => Promise<void>, log: Log): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    close()
      .then(() => process.exit(0))
      .catch((error: unknown) => {
        log.error({ err: error }, 'the server did not end cleanly');
        process.exit(1);
      });
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.on('disconnect', end);
  if (hadLauncher && !process.connected) end();
}
