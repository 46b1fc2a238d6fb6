import type { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { m } from '$lib/messages/messages.js';

/** How it stands with a passkey that the browser is asked for. */
export class PasskeyAsking {
  busy = $state(false);
  problem = $state<string | null>(null);
  readonly able = typeof PublicKeyCredential === 'function';
  // Fetched for itself, so that no other page carries it; early, since browsers want the asking to follow the press.
  readonly #library = import('@simplewebauthn/browser');

  /** Signs in with a passkey; resolves with where to go, or null when nothing came of it. */
  signIn(path: string, { next, shared }: { next: string; shared: boolean }): Promise<string | null> {
    return this.#ask(async () => {
      const optionsJSON = await send<Parameters<typeof startAuthentication>[0]['optionsJSON']>(path, 'POST');
      const response = await (await this.#library).startAuthentication({ optionsJSON });
      return (await send<{ to: string }>(path, 'PUT', { response, next, shared })).to;
    });
  }

  /** Adds a passkey; resolves with recovery codes to be shown, or null when nothing came of it. */
  add(path: string): Promise<readonly string[] | null> {
    return this.#ask(async () => {
      const optionsJSON = await send<Parameters<typeof startRegistration>[0]['optionsJSON']>(path, 'POST');
      const response = await (await this.#library).startRegistration({ optionsJSON });
      return (await send<{ codes: string[] }>(path, 'PUT', response)).codes;
    });
  }

  async #ask<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.busy) return null;
    [this.busy, this.problem] = [true, null];
    try {
      return await work();
    } catch (cause) {
      this.problem = cause instanceof Refusal ? cause.message : m.factors_passkey_stopped();
      return null;
    } finally {
      this.busy = false;
    }
  }
}

/** What the server said no with, in words to show. */
class Refusal extends Error {}

async function send<T>(path: string, method: 'POST' | 'PUT', body?: unknown): Promise<T> {
  const response = await fetch(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const answer = (await response.json()) as T & { message?: string };
  if (!response.ok) throw new Refusal(answer.message ?? m.factors_passkey_stopped());
  return answer;
}
