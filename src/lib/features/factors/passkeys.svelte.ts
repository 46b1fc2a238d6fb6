import type { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { m } from '$lib/messages/messages.js';

/** What a server that asks for a device's lock has the browser do. */
type LockAsked =
  | { is: 'make'; options: Parameters<typeof startRegistration>[0]['optionsJSON'] }
  | { is: 'use'; options: Parameters<typeof startAuthentication>[0]['optionsJSON'] };

/** What is said when nothing came of it. Without words for a refusal, the server's own. */
interface Words {
  stopped: () => string;
  refused?: () => string;
}

/** How it stands with a passkey that the browser is asked for. */
export class PasskeyAsking {
  busy = $state(false);
  problem = $state<string | null>(null);
  readonly able = typeof PublicKeyCredential === 'function';
  // Fetched for itself, so that no other page carries it; early, since browsers want the asking to follow the press.
  readonly #library = import('@simplewebauthn/browser');
  #words: Words;

  constructor(words: Words = { stopped: m.factors_passkey_stopped }) {
    this.#words = words;
  }

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

  /** Uses the lock of this device, making a key behind it where there is none; resolves with whether it was accepted. */
  async lock(path: string): Promise<boolean> {
    const answered = await this.#ask(async () => {
      const asked = await send<LockAsked>(path, 'POST');
      const library = await this.#library;
      const response =
        asked.is === 'make'
          ? await library.startRegistration({ optionsJSON: asked.options })
          : await library.startAuthentication({ optionsJSON: asked.options });
      return send<{ done: true }>(path, 'PUT', response);
    });
    return answered !== null;
  }

  async #ask<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.busy) return null;
    [this.busy, this.problem] = [true, null];
    try {
      return await work();
    } catch (cause) {
      const { stopped, refused } = this.#words;
      this.problem = cause instanceof Refusal ? (refused?.() ?? cause.message) : stopped();
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
