import { AsyncLocalStorage } from 'node:async_hooks';

const origins = new AsyncLocalStorage<string>();

/** Does the work as the answer to a call from an address, which the audit trail then names. */
export function calledFrom<T>(address: string, work: () => T): T {
  return origins.run(address, work);
}

/** Where the call that is being answered came from; null for commands and timed work. */
export function callOrigin(): string | null {
  return origins.getStore() ?? null;
}
