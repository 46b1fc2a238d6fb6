import type { RequestEvent } from '@sveltejs/kit';
import { deviceName } from '$lib/features/accounts/deviceName';
import { m } from '$lib/messages/messages.js';

type SignInStarted = Awaited<ReturnType<App.Locals['app']['services']['accounts']['signIn']>>;

/**
 * Signs somebody in with their password, and has the browser keep what says so. For somebody who has to prove more that
 * is half a sign-in (`code`). Throws what `signIn` throws.
 */
export async function startSignIn(
  event: RequestEvent,
  { email, password, shared }: { email: string; password: string; shared: boolean },
): Promise<SignInStarted['step']> {
  const started = await event.locals.app.services.accounts.signIn({ email, password, shared, ...placeOf(event) });
  keepStarted(event, started, shared);
  return started.step;
}

/** Which browser signs in, as it is called in the list of devices, and what it is known by. */
export function placeOf({ locals: { app }, request }: RequestEvent): { device: string; knownDevice: string | null } {
  return {
    device: deviceName(request.headers.get('user-agent'), m.accounts_other_device()),
    knownDevice: app.knownDevice(request.headers.get('cookie')),
  };
}

/** Has the browser keep a sign-in, or the half of one. */
export function keepStarted(event: RequestEvent, started: SignInStarted, shared: boolean): void {
  if (started.step === 'in') keepSignIn(event, started, shared);
  else keep(event, event.locals.app.factorCookie(started.secret, started.expiresAt));
}

/** The other half: a code or a recovery code. Throws what `complete` throws. */
export async function completeSignIn(event: RequestEvent, code: string): Promise<void> {
  const { locals, request, cookies } = event;
  const { app } = locals;
  const header = request.headers.get('cookie');
  const half = app.halfSignIn(header);
  const started = await app.services.secondStep.complete(half, { code, knownDevice: app.knownDevice(header) });
  const { name, options } = app.factorCookie('', started.expiresAt);
  cookies.delete(name, options);
  keepSignIn(event, started, started.knownDevice === null);
}

/** Signs in whoever holds a passkey. What was half done with a password goes on as it was said there. */
export async function passkeySignIn(
  event: RequestEvent,
  { response, shared }: { response: unknown; shared: boolean },
): Promise<void> {
  const { locals, request } = event;
  const { app } = locals;
  const header = request.headers.get('cookie');
  const half = await app.services.secondStep.waits(app.halfSignIn(header));
  const isShared = half?.shared ?? shared;
  const started = await app.services.passkeys.signIn(response, { shared: isShared, ...placeOf(event) });
  const { name, options } = app.factorCookie('', started.expiresAt);
  event.cookies.delete(name, options);
  keepSignIn(event, started, isShared);
}

function keepSignIn(event: RequestEvent, { secret, expiresAt, knownDevice }: SignInStarted, shared: boolean): void {
  const { app } = event.locals;
  keep(event, app.signInCookie(secret, { expiresAt, shared }));
  if (knownDevice) keep(event, app.deviceCookie(knownDevice));
}

export function keep(
  { cookies }: RequestEvent,
  { name, value, options }: ReturnType<App.Locals['app']['deviceCookie']>,
): void {
  cookies.set(name, value, options);
}
