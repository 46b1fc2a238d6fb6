import type { IncomingMessage } from 'node:http';
import { nanoid } from 'nanoid';
import type { Instant, Surroundings } from '../src/lib/domain/shared/surroundings.ts';
import { instant } from '../src/lib/domain/shared/surroundings.ts';
import { answerHeaders } from './answerHeaders.ts';
import type { CookieOptions } from './auth/cookies.ts';
import { SecretCookie } from './auth/cookies.ts';
import type { Caller } from './auth/door.ts';
import { RecordsDoor } from './auth/door.ts';
import type { KnownDevice } from './auth/knownDevices.ts';
import { OpenIdProviders } from './auth/openId.ts';
import { SignIns } from './auth/signIns.ts';
import type { Config } from './config/config.ts';
import { publicUrl } from './config/config.ts';
import type { Documents } from './documents/documents.ts';
import { EventBus } from './events/events.ts';
import { calledFrom } from './log/callOrigin.ts';
import type { Log } from './log/log.ts';
import { openPostman } from './mail/postman.ts';
import { isOwnOrigin } from './ownOrigin.ts';
import { Metrics } from './metrics/metrics.ts';
import type { Services } from './services/services.ts';
import { openServices } from './services/services.ts';
import { pathsIn, prepareFolder } from './storage/dataFolder.ts';
import type { Database } from './storage/database.ts';
import { openDatabase } from './storage/database.ts';
import { FileStore } from './storage/fileStore.ts';
import type { Repos } from './storage/repos.ts';
import { openRepos } from './storage/repos.ts';
import { Sealing } from './storage/sealing.ts';
import type { DocumentStore } from './sync/persistence/documentStore.ts';
import { openDocumentStore } from './sync/persistence/threadedDocumentStore.ts';
import { SyncServer } from './sync/syncServer.ts';

/** The running product: every part, built once. Pages take it from `locals.app`, commands from the control socket. */
export interface App {
  config: Config;
  log: Log;
  db: Database;
  store: DocumentStore;
  events: EventBus;
  documents: Documents;
  sync: SyncServer;
  services: Services;
  metrics: Metrics;
  /** Who is behind a request's cookies, on the board it asks for: a guest is somebody else on each. */
  identify(cookieHeader: string | null, boardId?: string | null, how?: { inTurn?: boolean }): Promise<Caller>;
  /** The cookie that keeps someone signed in; without an end it goes when the browser closes. */
  signInCookie(
    secret: string,
    how: { expiresAt: Instant | null; shared?: boolean },
  ): { name: string; value: string; options: CookieOptions };
  /** The secret of a browser that signed in here before, from its cookies; null when it brings none. */
  knownDevice(cookieHeader: string | null): string | null;
  /** The cookie by which a browser is known the next time somebody signs in. */
  deviceCookie(device: KnownDevice): { name: string; value: string; options: CookieOptions };
  /** The secret of a browser that came by a guest link, from its cookies; null when it brings none. */
  guestSecret(cookieHeader: string | null): string | null;
  /** The cookie by which a guest is known until the end. */
  guestCookie(secret: string, expiresAt: Instant): { name: string; value: string; options: CookieOptions };
  /** What a browser keeps while somebody has their turn on it. */
  turnCookie(secret: string): { name: string; value: string; options: CookieOptions };
  /** The secret of somebody who gave the right password and has to prove more, from their cookies. */
  halfSignIn(cookieHeader: string | null): string | null;
  /** The cookie that keeps a half sign-in until its time is up. */
  factorCookie(secret: string, expiresAt: Instant): { name: string; value: string; options: CookieOptions };
  /** What a browser was given that was sent to an OpenID provider, or came from one without an account here. */
  openIdSecret(cookieHeader: string | null): string | null;
  openIdCookie(secret: string, expiresAt: Instant): { name: string; value: string; options: CookieOptions };
  /** Does the work as the answer to a call from an address, which the audit trail then names. */
  calledFrom<T>(address: string, work: () => T): T;
  /** Whether a request comes from one of our own pages. One without an Origin does not. */
  isOwnOrigin(headers: Headers): boolean;
  /** Whether the records and the document log can be written. */
  health(): Promise<boolean>;
  /** Flushes every room and closes both databases. */
  close(): Promise<void>;
}

const SURROUNDINGS: Surroundings = { now: () => instant(Date.now()), newId: () => nanoid() };

/**
 * Opens the data folder and builds everything on it. Throws `DataFolderError`, `DataFolderInUse` or a "too new" error
 * with one clear sentence when it cannot.
 */
export async function openApp(config: Config, log: Log): Promise<App> {
  await prepareFolder(config.dataDir);
  const paths = pathsIn(config.dataDir);
  const store = await openDocumentStore(paths.documents);
  try {
    const db = await openDatabase(paths.records);
    return await assemble({ config, log, store, db });
  } catch (error) {
    await store.close();
    throw error;
  }
}

interface Parts {
  config: Config;
  log: Log;
  store: DocumentStore;
  db: Database;
}

async function assemble({ config, log, store, db }: Parts): Promise<App> {
  const events = new EventBus(log);
  const repos = openRepos(db);
  const [cookie, guestCookie] = [new SecretCookie(config, 'sign_in'), new SecretCookie(config, 'guest')];
  const turnCookie = new SecretCookie(config, 'turn');
  const signIns = new SignIns(repos.signIns);
  const { requireFactor } = config;
  const cookies = { cookie, guestCookie, turnCookie };
  const door = new RecordsDoor({ repos, signIns, ...cookies, requireFactor, now: SURROUNDINGS.now });
  const metrics = new Metrics();
  const sync = new SyncServer({
    store,
    door,
    events,
    log,
    clock: () => Date.now(),
    counts: metrics,
    answerHeaders: answerHeaders(config),
    isOwnOrigin: (request) => isOwnOrigin(config, originOf(request)),
  });
  const files = new FileStore(pathsIn(config.dataDir));
  await files.open();
  const paths = pathsIn(config.dataDir);
  const [sealing, secrets] = [new Sealing(paths.takenOffKey), new Sealing(paths.secretsKey)];
  const parts = { db, repos, documents: sync, events, log, sealing, secrets, files };
  const providers = new OpenIdProviders(config.providers, { publicUrl: publicUrl(config), log });
  const services = openServices(
    { ...parts, publicUrl: publicUrl(config), surroundings: SURROUNDINGS },
    {
      ...{ signIns, providers, requireFactor, dataDir: config.dataDir, hostedBy: config.hostedBy },
      postman: config.postOffice && openPostman(config.postOffice),
    },
  );
  await beginWork(services);
  return {
    config,
    log,
    db,
    store,
    events,
    documents: sync,
    sync,
    services,
    metrics,
    identify: (header, boardId, how) => door.caller(header, boardId, how),
    ...cookiesOf(config, { signIn: cookie, guest: guestCookie, turn: turnCookie }),
    calledFrom,
    isOwnOrigin: (headers) => isOwnOrigin(config, { origin: headers.get('origin'), host: headers.get('host') }),
    health: async () => (await sync.canWrite()) && (await canWrite(repos)),
    close: async () => {
      await endWork(services);
      await sync.close();
      await services.projection.close();
      await services.guestCards.close();
      await db.destroy();
    },
  };
}

/** What a stop or a crash left half done is finished before anyone is let in. */
async function beginWork({ mail, maker, takenOffKeeper, secretWork }: Services): Promise<void> {
  await mail.giveUpUnknown();
  await maker.finishAll();
  await takenOffKeeper.finishAll();
  await secretWork.begin();
}

async function endWork({ mail, takenOffKeeper, secretWork, roomPeople, groupKeeper }: Services): Promise<void> {
  await mail.close();
  roomPeople.close();
  await groupKeeper.close();
  await takenOffKeeper.settled();
  await secretWork.close();
}

type Cookies = Pick<
  App,
  | 'signInCookie'
  | 'knownDevice'
  | 'deviceCookie'
  | 'guestSecret'
  | 'guestCookie'
  | 'turnCookie'
  | 'halfSignIn'
  | 'factorCookie'
  | 'openIdSecret'
  | 'openIdCookie'
>;

/** What browsers keep for us, each in a cookie of its own. */
function cookiesOf(
  config: Config,
  { signIn, guest, turn }: Record<'signIn' | 'guest' | 'turn', SecretCookie>,
): Cookies {
  const [device, factor] = [new SecretCookie(config, 'device'), new SecretCookie(config, 'factor')];
  const openId = new SecretCookie(config, 'open_id');
  const made = (cookie: SecretCookie, value: string, expiresAt: Instant) => {
    return { name: cookie.name, value, options: cookie.options({ expiresAt }) };
  };
  return {
    signInCookie: (secret, how) => ({ name: signIn.name, value: secret, options: signIn.options(how) }),
    knownDevice: (header) => device.read(header),
    deviceCookie: ({ secret, expiresAt }) => made(device, secret, expiresAt),
    guestSecret: (header) => guest.read(header),
    guestCookie: (secret, expiresAt) => made(guest, secret, expiresAt),
    // With the browser's end, if nobody ended it before.
    turnCookie: (secret) => ({ name: turn.name, value: secret, options: turn.options({ expiresAt: null }) }),
    halfSignIn: (header) => factor.read(header),
    factorCookie: (secret, expiresAt) => made(factor, secret, expiresAt),
    openIdSecret: (header) => openId.read(header),
    openIdCookie: (secret, expiresAt) => made(openId, secret, expiresAt),
  };
}

function originOf({ headers }: IncomingMessage): { origin: string | null; host: string | null } {
  return { origin: headers.origin ?? null, host: headers.host ?? null };
}

/** Writes for real, since a write that changes nothing goes through on a full disk. */
async function canWrite(repos: Repos): Promise<boolean> {
  try {
    await repos.probe.write(SURROUNDINGS.now());
    return true;
  } catch {
    return false;
  }
}
