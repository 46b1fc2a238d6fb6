import { DomainError } from '../../src/lib/domain/shared/errors.ts';
import type { Instant } from '../../src/lib/domain/shared/surroundings.ts';
import type { KnownDevice } from '../auth/knownDevices.ts';
import { KnownDevices } from '../auth/knownDevices.ts';
import type { SignIns } from '../auth/signIns.ts';
import { writeAudit } from './auditWriter.ts';
import type { ServiceContext } from './context.ts';

export interface SignInStarted {
  /** `code`: the password was right, and the secret is that of a half sign-in, which opens nothing by itself. */
  step: 'in' | 'code';
  secret: string;
  expiresAt: Instant;
  personId: string;
  /** What makes the browser known from now on; null on a shared computer, and before the sign-in is whole. */
  knownDevice: KnownDevice | null;
}

/** Where somebody signs in, and how. */
export interface SignInPlace {
  device: string;
  shared: boolean;
  /** The secret that the browser was given when somebody signed in with it before. */
  knownDevice: string | null;
  /** More than a password was asked for elsewhere. */
  provedFactor?: boolean;
}

/** Begins sign-ins of people who have proved who they are. It asks for no proof itself, but lets nobody in who was shut out. */
export class SignInOpener {
  readonly knownDevices: KnownDevices;
  #context: ServiceContext;
  #signIns: SignIns;

  constructor(context: ServiceContext, signIns: SignIns) {
    this.#context = context;
    this.#signIns = signIns;
    this.knownDevices = new KnownDevices(context.repos.knownDevices, context.surroundings);
  }

  async open(personId: string, place: SignInPlace): Promise<SignInStarted> {
    const { shared, knownDevice, provedFactor = false } = place;
    const device = place.device.slice(0, 80);
    const { repos, surroundings } = this.#context;
    // Asked again here: a passkey, or the second half of a sign-in, may come long after the password.
    if ((await repos.people.byId(personId))?.disabledAt !== null) throw new DomainError('signIn.wrong');
    const { secret, record } = await this.#signIns.start(personId, { device, shared, provedFactor });
    await writeAudit(repos, surroundings, { event: 'signIn.started', actorId: personId });
    const known = shared ? null : await this.knownDevices.remember(personId, knownDevice);
    return { step: 'in', secret, expiresAt: record.expiresAt, personId, knownDevice: known };
  }

  async end(secret: string): Promise<void> {
    const id = await this.#signIns.end(secret);
    if (id) this.#context.events.emit('signIn.ended', { signInIds: [id] });
  }
}
