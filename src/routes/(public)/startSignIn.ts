import type { RequestEvent } from '@sveltejs/kit';
import { deviceName } from '$lib/features/accounts/deviceName';
import { m } from '$lib/messages/messages.js';

/** Signs somebody in with their password, and has the browser keep what says so. Throws what `signIn` throws. */
export async function startSignIn(
  { locals: { app }, request, cookies }: RequestEvent,
  { email, password, shared }: { email: string; password: string; shared: boolean },
): Promise<void> {
  const { secret, expiresAt, knownDevice } = await app.services.accounts.signIn({
    ...{ email, password, shared },
    device: deviceName(request.headers.get('user-agent'), m.accounts_other_device()),
    knownDevice: app.knownDevice(request.headers.get('cookie')),
  });
  const { name, value, options } = app.signInCookie(secret, { expiresAt, shared });
  cookies.set(name, value, options);
  if (!knownDevice) return;
  const device = app.deviceCookie(knownDevice);
  cookies.set(device.name, device.value, device.options);
}
